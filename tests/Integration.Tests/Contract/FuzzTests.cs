using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Contract;

/// <summary>Thousands of hostile requests made from the contract: every refusal is a problem document, and none is the service's own fault.</summary>
public sealed class FuzzTests
{
    private const int RequestsPerRenewal = 100;

    /// <summary>`FUZZ_REQUESTS=10000 dotnet test --filter FuzzTests` is the long form.</summary>
    private static int Requests { get; } = int.Parse(Environment.GetEnvironmentVariable("FUZZ_REQUESTS") ?? "2500", CultureInfo.InvariantCulture);

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Fuzz_EveryOperation_AnswersWithoutFaultOfItsOwn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var extranet = await ExtranetSimulator.StartAsync();
        await using var api = await ApiHost.StartAsync(database, extranet, [new("Callbacks:SlotCapacity", "100000")]);
        var callers = await FuzzCallers.CreateAsync(api, extranet);
        var contract = await PublishedContract.ReadAsync(api);
        var seed = Random.Shared.Next();
        var fuzzer = new RequestFuzzer(callers, seed);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        var answered = new Dictionary<HttpStatusCode, int>();
        var succeeded = new Dictionary<string, int>(StringComparer.Ordinal);

        // Longer, where chance has not let each operation succeed yet: those alone are called then.
        var among = contract.Operations;
        for (var index = 0; index < Requests || (index < 3 * Requests && among.Count > 0); index++)
        {
            if (index % RequestsPerRenewal == RequestsPerRenewal - 1)
            {
                await callers.RenewAsync();
            }

            var (request, operation) = fuzzer.Next(api.Address, among);
            using var sent = request;
            var which = $"request {index} of seed {seed}: {request.Method} {request.RequestUri}";
            using var answer = await SendAsync(client, request, which);
            await ShouldBeHonestAsync(answer, which);
            answered[answer.StatusCode] = answered.GetValueOrDefault(answer.StatusCode) + 1;
            if (operation is not null && answer.IsSuccessStatusCode)
            {
                succeeded[operation.Id] = succeeded.GetValueOrDefault(operation.Id) + 1;
                await callers.AfterSuccessAsync(operation);
            }

            if (index >= Requests - 1)
            {
                among = [.. contract.Operations.Where(known => !succeeded.ContainsKey(known.Id))];
            }
        }

        var figures = $"seed {seed}: {string.Join(", ", answered.OrderBy(pair => pair.Key).Select(pair => $"{(int)pair.Key}: {pair.Value}"))}; successes: "
            + string.Join(", ", succeeded.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key}: {pair.Value}"));
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        contract.Operations.Select(operation => operation.Id).Except(succeeded.Keys, StringComparer.Ordinal)
            .ShouldBeEmpty($"a run that does not get through proves little: {figures}");
        answered.Keys.ShouldContain(HttpStatusCode.BadRequest);
        (await api.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request, string which)
    {
        try
        {
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new InvalidOperationException($"No answer to {which}, with {request.Content?.Headers.ContentLength ?? 0} bytes", exception);
        }
    }

    private static async Task ShouldBeHonestAsync(HttpResponseMessage answer, string which)
    {
        var status = (int)answer.StatusCode;
        if (status < 400)
        {
            return;
        }

        var body = await answer.Content.ReadAsStringAsync();
        if (answer.RequestMessage!.Method == HttpMethod.Head)
        {
            status.ShouldBeLessThan(500, which);
            return;
        }

        if (answer is { StatusCode: HttpStatusCode.BadRequest, Headers.ConnectionClose: true } && body.Length == 0)
        {
            // Broken HTTP, such as a NUL in the path, which Kestrel refuses before the service sees it.
            return;
        }

        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", $"{which}: {status} {body}");
        var problem = JsonNode.Parse(body)!;
        var code = (string?)problem["code"];
        code.ShouldNotBeNull(which);
        ((int)problem["status"]!).ShouldBe(status, which);
        (status < 500 || (status == 503 && code == "overloaded")).ShouldBeTrue($"{which}: {status} {body}");
        body.ShouldNotContain("Exception", Case.Sensitive, which);
        body.ShouldNotContain("   at ", Case.Sensitive, which);
    }
}
