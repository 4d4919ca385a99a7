using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MobileBackend.Api.Errors;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Http;

public sealed class RequestBodyTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ApiHost _api = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        _api = await ProbeController.StartAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("""{"children":[{"number":"5"}]}""", "children[0].number")]
    [InlineData("""{"number":1.5}""", "number")]
    [InlineData("""{"number":null}""", "number")]
    [InlineData("""{"unknown":1}""", "unknown")]
    [InlineData("""{"Number":1}""", "Number")]
    [InlineData("""{"number":1,"number":2}""", "number")]
    [InlineData("""{"outcome":"NoAnswer"}""", "outcome")]
    [InlineData("""{"outcome":"reached, no-answer"}""", "outcome")]
    [InlineData("""{"outcome":1}""", "outcome")]
    [InlineData("""{"at":"2026-11-23T09:00:00"}""", "at")]
    [InlineData("""{"at":"2026-11-23"}""", "at")]
    [InlineData("""{"time":"9:00"}""", "time")]
    [InlineData("""{"time":"09:00:00"}""", "time")]
    [InlineData("""{"text":"a\u0000b"}""", "text")]
    [InlineData("""{"text":"\ud800"}""", "text")]
    [InlineData("[]", "body")]
    [InlineData("null", "body")]
    [InlineData("", "body")]
    public async Task Body_OfTheWrongShape_IsRefusedAtItsField(string json, string field)
    {
        var problem = await PostAsync(json).ReadAsync(HttpStatusCode.BadRequest);

        ((string?)problem["code"]).ShouldBe("validation-failed");
        problem["errors"]!.AsObject().Select(each => each.Key).ShouldBe([field]);
        problem["errors"]![field]!.AsArray().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("""{"unknown":1}""", "unknown", nameof(ApiErrors.UnknownField))]
    [InlineData("""{"number":1,"number":2}""", "number", nameof(ApiErrors.DuplicateField))]
    public async Task Body_FieldUnknownOrTwice_IsTold(string json, string field, string expected)
    {
        var told = expected == nameof(ApiErrors.UnknownField) ? ApiErrors.UnknownField : ApiErrors.DuplicateField;

        var problem = await PostAsync(json).ReadAsync(HttpStatusCode.BadRequest);

        ((string?)problem["errors"]![field]![0]).ShouldBe(told.Text.French);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("  ")]
    [InlineData("{\"text\":}")]
    [InlineData("{\"number\":1,}")]
    [InlineData("{} {}")]
    [InlineData("/* hello */ {}")]
    public async Task Body_ThatIsNotJson_IsMalformed(string json) =>
        (await PostAsync(json).ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("malformed-json");

    [Fact]
    public async Task Body_TooLargeAndRefusedUnread_AnswerSaysThatTheConnectionEnds()
    {
        using var answer = await _api.Http.PostAsync(
            "/api/v1/callback-requests", new StringContent(new string('a', 200_000), Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Headers.ConnectionClose.ShouldBe(true);
    }

    [Fact]
    public async Task Body_InBrokenUtf8_IsMalformed()
    {
        var content = new ByteArrayContent([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await _api.Http.PostAsync("/api/v1/probe/echo", content).ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("malformed-json");
    }

    [Fact]
    public async Task Body_TooDeep_IsMalformed()
    {
        var json = string.Concat(Enumerable.Repeat("""{"children":[""", 20)) + string.Concat(Enumerable.Repeat("]}", 20));

        (await PostAsync(json).ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("malformed-json");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_Over64KiB_IsTooLarge(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/probe/echo") { Content = Json($$"""{"text":"{{new string('a', 70_000)}}"}""") };
        request.Headers.TransferEncodingChunked = chunked;

        (await _api.Http.SendAsync(request).ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe("too-large");
    }

    [Fact]
    public async Task Body_Overlong_ThatNobodyReads_EndsTheConnectionOpenly()
    {
        using var refused = await _api.Http.PostAsync("/api/v1/callback-requests", Json(new string(' ', 200_000)));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.ConnectionClose.ShouldBe(true);
        (await PostAsync("{}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/vnd.api+json")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task Body_OfAnotherMediaType_IsRefused(string mediaType)
    {
        var content = new ByteArrayContent("[[[="u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        (await _api.Http.PostAsync("/api/v1/probe/echo", content).ReadProblemAsync(HttpStatusCode.UnsupportedMediaType)).ShouldBe("unsupported-media-type");
    }

    [Fact]
    public async Task Body_AsTheContractHasIt_ComesBackAsTheContractHasIt()
    {
        var echoed = await PostAsync(
            """{"text":"Où ça ?","number":3,"outcome":"no-answer","at":"2026-11-23T10:00:00.250+01:00","time":"09:05","children":[{"number":1}]}""")
            .ReadAsync(HttpStatusCode.OK);

        echoed.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ShouldBe(
            """{"text":"Où ça ?","number":3,"outcome":"no-answer","at":"2026-11-23T09:00:00.25Z","time":"09:05","children":[{"number":1}]}""");
    }

    [Theory]
    [InlineData("at=2026-11-23", "at")]
    [InlineData("at=2026-11-23T09:00:00", "at")]
    [InlineData("day=23/11/2026", "day")]
    [InlineData("outcome=NoAnswer", "outcome")]
    [InlineData("limit=many", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("text=a%00b", "text")]
    public async Task Query_ThatCannotBeRead_IsRefusedAtItsParameter(string query, string parameter)
    {
        var problem = await _api.Http.GetAsync($"/api/v1/probe/query?{query}").ReadAsync(HttpStatusCode.BadRequest);

        ((string?)problem["code"]).ShouldBe("validation-failed");
        problem["errors"]!.AsObject().Select(each => each.Key).ShouldBe([parameter]);
        ((string?)problem["errors"]![parameter]![0]).ShouldBe("Cette valeur n’a pas la forme attendue.");
    }

    [Fact]
    public async Task Query_WithAnUnescapedPlusSign_IsUnderstood()
    {
        var answer = await _api.Http.GetAsync("/api/v1/probe/query?at=2026-11-23T10:00:00+01:00&outcome=no-answer&day=2026-11-23").ReadAsync(HttpStatusCode.OK);

        answer.ToJsonString().ShouldBe("""{"at":"2026-11-23T09:00:00Z","day":"2026-11-23","outcome":"no-answer"}""");
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private Task<HttpResponseMessage> PostAsync(string json) => _api.Http.PostAsync("/api/v1/probe/echo", Json(json));
}
