using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Integration.Tests.Enrolments;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Contract;

/// <summary>What the contract says of requests is what the service does: what is required, how long, how many, how much.</summary>
public sealed class DescribedBoundsTests : IAsyncLifetime
{
    /// <summary>Needed for some values of another member only, which a schema does not tell.</summary>
    private static readonly string[] Conditional =
    [
        "apiKeysIssue.origins", "blocksPlace.addressHash", "blocksPreview.addressHash", "staffCallbackRequestsCancel.filter.addressHash",
    ];

    private TestDatabase _database = null!;
    private ApiHost _api = null!;
    private HttpClient _device = null!;
    private HttpClient _staff = null!;
    private PublishedContract _contract = null!;

    /// <summary>The device's own: what is refused in a body about nobody's enrolment cannot be told from the want of it.</summary>
    private string _enrolment = null!;
    private string _craving = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _api = await ApiHost.StartAsync(_database);
        _device = await _api.RegisterDeviceAsync();
        _staff = _api.StaffClient("administrator", "content-editor", "extranet", "supervisor");
        _contract = await PublishedContract.ReadAsync(_api);
        var enrolment = await _device.EnrolAsync();
        _enrolment = (string)enrolment["id"]!;
        _craving = (string)(await _device.PostPartAsync(enrolment, "cravings", new { }).ReadAsync(HttpStatusCode.Created))["id"]!;
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        _staff.Dispose();
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Bodies_Members_AreRequiredExactlyWhereTheirAbsenceIsRefused()
    {
        var seen = 0;
        foreach (var operation in _contract.Operations.Where(operation => operation.Node["requestBody"] is not null))
        {
            ((bool?)operation.Node["requestBody"]!["required"]).ShouldBe(true, operation.Id);
            (await SendAsync(operation, operation.Example())).ShouldNotBe(HttpStatusCode.BadRequest, operation.Id);
            foreach (var (place, required) in Members(operation))
            {
                var body = operation.Example();
                var (owner, name) = Find(body, place);
                owner.Remove(name).ShouldBeTrue($"{operation.Id}.{place} is missing from the example");

                ((await SendAsync(operation, body)) == HttpStatusCode.BadRequest).ShouldBe(
                    required || Conditional.Contains($"{operation.Id}.{place}"), $"{operation.Id} without {place}");
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Bodies_BeyondADescribedBound_AreRefused()
    {
        var seen = 0;
        foreach (var operation in _contract.Operations.Where(operation => operation.Node["requestBody"] is not null))
        {
            foreach (var (name, schema) in operation.BodySchema()["properties"]!.AsObject())
            {
                foreach (var value in Beyond(schema!, operation.Example()[name]))
                {
                    var body = operation.Example();
                    body[name] = value;

                    (await SendAsync(operation, body)).ShouldBe(
                        HttpStatusCode.BadRequest, $"{operation.Id} with {name}: {value.ToJsonString()[..Math.Min(60, value.ToJsonString().Length)]}");
                    seen++;
                }
            }
        }

        seen.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Queries_AtAndBeyondADescribedBound_AreTakenAndRefused()
    {
        var seen = 0;
        foreach (var operation in _contract.Operations)
        {
            var queries = (operation.Node["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").ToList();
            var needed = string.Concat(queries.Where(IsRequired).Select(parameter => $"&{parameter!["name"]}=tis"));
            if (needed.Length > 0)
            {
                (await SendAsync(operation, null)).ShouldBe(HttpStatusCode.BadRequest, operation.Id);
            }

            foreach (var parameter in queries.Where(parameter => parameter!["schema"]!["maximum"] is not null))
            {
                var name = (string)parameter!["name"]!;
                var (least, most) = ((int)parameter["schema"]!["minimum"]!, (int)parameter["schema"]!["maximum"]!);
                parameter["schema"]!["default"].ShouldNotBeNull($"{operation.Id} {name}");
                (await SendAsync(operation, null, $"?{name}={least}{needed}")).ShouldBe(HttpStatusCode.OK, $"{operation.Id} {name}");
                (await SendAsync(operation, null, $"?{name}={most}{needed}")).ShouldBe(HttpStatusCode.OK, $"{operation.Id} {name}");
                (await SendAsync(operation, null, $"?{name}={least - 1}{needed}")).ShouldBe(HttpStatusCode.BadRequest, $"{operation.Id} {name}");
                (await SendAsync(operation, null, $"?{name}={most + 1}{needed}")).ShouldBe(HttpStatusCode.BadRequest, $"{operation.Id} {name}");
                seen++;
            }

            queries.ShouldNotContain(parameter => (string?)parameter!["name"] == "limit" && parameter["schema"]!["maximum"] == null, operation.Id);
        }

        seen.ShouldBeGreaterThan(5);
    }

    private static bool IsRequired(JsonNode? parameter) => (bool?)parameter!["required"] == true;

    /// <summary>The members of the example, and of what is in it, each with what the contract says of it.</summary>
    private static IEnumerable<(string Place, bool Required)> Members(Operation operation)
    {
        return Of(operation.BodySchema(), operation.Example(), "");

        IEnumerable<(string Place, bool Required)> Of(JsonNode schema, JsonNode example, string prefix)
        {
            var required = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).ToList();
            foreach (var name in example.AsObject().Select(member => member.Key).Union(required))
            {
                yield return (prefix + name, required.Contains(name));
                var inner = operation.Contract.Resolve(schema["properties"]![name]!);
                var found = example[name] switch
                {
                    JsonObject value when inner["properties"] is not null => Of(inner, value, $"{prefix}{name}."),
                    JsonArray { Count: > 0 } list when list[0] is JsonObject value =>
                        Of(operation.Contract.Resolve(inner["items"]!), value, $"{prefix}{name}.0."),
                    _ => [],
                };
                foreach (var member in found)
                {
                    yield return member;
                }
            }
        }
    }

    private static (JsonObject Owner, string Name) Find(JsonNode body, string place)
    {
        var steps = place.Split('.');
        var owner = steps[..^1].Aggregate(body, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        return (owner.AsObject(), steps[^1]);
    }

    [Fact]
    public async Task Bodies_Nulls_AreRefusedWhereTheContractDoesNotTakeThem()
    {
        var seen = 0;
        foreach (var operation in _contract.Operations.Where(operation => operation.Node["requestBody"] is not null))
        {
            foreach (var (name, schema) in operation.BodySchema()["properties"]!.AsObject().Where(property => property.Value!["$ref"] is null))
            {
                var body = operation.Example();
                body[name] = null;

                ((await SendAsync(operation, body)) == HttpStatusCode.BadRequest).ShouldBe(
                    (bool?)schema!["nullable"] != true || Conditional.Contains($"{operation.Id}.{name}"), $"{operation.Id} with {name}: null");
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(15);
    }

    private static IEnumerable<JsonNode> Beyond(JsonNode schema, JsonNode? example)
    {
        if ((int?)schema["maxLength"] is { } longest)
        {
            yield return new string('a', longest + 1);
        }

        if ((int?)schema["minLength"] is { } shortest)
        {
            yield return new string('a', shortest - 1);
        }

        if ((int?)schema["minimum"] is { } least)
        {
            yield return least - 1;
        }

        if ((int?)schema["maximum"] is { } most)
        {
            yield return most + 1;
        }

        if ((int?)schema["maxItems"] is { } many)
        {
            yield return new JsonArray([.. Enumerable.Range(0, many + 1).Select(_ => example![0]!.DeepClone())]);
        }

        if ((int?)schema["minItems"] is not null)
        {
            yield return new JsonArray();
        }
    }

    private async Task<HttpStatusCode> SendAsync(Operation operation, JsonNode? body, string query = "")
    {
        var path = operation.Parameters("path").Aggregate(operation.Path, (filled, name) => filled.Replace(
            $"{{{name}}}", operation.Known(name) ?? IdOf(operation, name), StringComparison.Ordinal)) + query;
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), path) { Content = body is null ? null : JsonContent.Create(body) };
        var client = operation.IsForStaff ? _staff : _device;
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private string IdOf(Operation operation, string parameter) => parameter == "cravingId" ? _craving
        : operation.Path.Contains("/enrolments/", StringComparison.Ordinal) && parameter == "id" ? _enrolment
        : "01980000-0000-7000-8000-000000000001";
}
