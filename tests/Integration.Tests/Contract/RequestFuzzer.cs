using System.Text;
using System.Text.Json.Nodes;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.Integration.Tests.Contract;

/// <summary>Makes hostile requests from the published contract: right in most places, wrong in one or several.</summary>
/// <param name="callers">Who calls, and what is theirs.</param>
/// <param name="seed">Makes a run repeatable.</param>
internal sealed class RequestFuzzer(FuzzCallers callers, int seed)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"];

    private static readonly string[] Texts =
    [
        "", " ", "0", "-1", "null", "true", "é", "🦄", "\u202Eabc", "' OR 1=1 --", "<script>alert(1)</script>", "../../etc/passwd", "{}", "%00", "%ff%fe",
        "9999999999999999999999", "1e400", "NaN", "2026-11-23", "2026-02-30", "25:61", "10:00", "00000000-0000-0000-0000-000000000000",
        "01980000-0000-7000-8000-000000000001", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59Z", "2026-11-23T09:00:00+99:00", new('a', 3000),
    ];

    private static readonly string[] RawValues =
    [
        "null", "true", "-0", "1e999", "123456789012345678901234567890", "0.1", "[]", "{}", "[null]", "[[[[[[[[]]]]]]]]", "\"\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"2026-11-24\"", "\"\\uFFFF\"", "{\"$type\":\"System.Object\"}", "{\"__proto__\":{}}", "\"" + new string('x', 5000) + "\"",
    ];

    private static readonly string[] MediaTypes =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=nonsense", "text/plain", "application/xml",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded", "application/problem+json", "application/merge-patch+json", "image/png", "a/b/c", "",
    ];

    private readonly Random _random = new(seed);
    private int _attempts;

    /// <summary>A request, with the operation it calls; with none where the method or the path was spoilt.</summary>
    /// <param name="address">Of the service.</param>
    /// <param name="among">The operations to choose from.</param>
    public (HttpRequestMessage Request, Operation? Operation) Next(Uri address, IReadOnlyList<Operation> among)
    {
        var operation = Pick(among);
        var caller = Chance(80)
            ? Fitting(operation)
            : Pick([callers.Device, callers.FollowUp, callers.Partner, callers.Publishable, callers.Staff, .. callers.Bad]);
        var method = Chance(5) ? Pick(Methods) : operation.Method;
        var suffix = Chance(3) ? Pick(["/", "/x", "//", "/%2e%2e", "%00", ";a=b"]) : string.Empty;
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address, Fill(operation, caller) + suffix + Query(operation)));
        foreach (var (header, value) in caller.Headers)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        AddHeaders(request);
        if (request.Method.Method is not ("GET" or "HEAD" or "TRACE") || Chance(3))
        {
            request.Content = Body(operation);
        }

        return (request, method == operation.Method && suffix.Length == 0 ? operation : null);
    }

    private FuzzCaller Fitting(Operation operation) => operation.Ways.Count == 0 ? FuzzCallers.Nobody : Pick(operation.Ways) switch
    {
        "deviceToken" when (operation.Method, operation.Path) is ("POST", "/api/v1/enrolments") => callers.Newcomer,
        "deviceToken" => callers.Device,
        "staffToken" => callers.Staff,
        "followUpToken" => callers.FollowUp,
        "apiKey" => Chance(operation.Method == "POST" ? 50 : 10) ? callers.Publishable : callers.Partner,
        var way => throw new InvalidOperationException($"No caller has a credential of the kind '{way}'."),
    };

    private string Fill(Operation operation, FuzzCaller caller)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters("path"))
        {
            path = path.Replace($"{{{parameter}}}", Uri.EscapeDataString(Chance(85) ? Real(parameter) : Pick(Texts)), StringComparison.Ordinal);
        }

        return path;

        string Real(string parameter) =>
            operation.Known(parameter) ?? (callers.IdsFor(operation, parameter, caller) is { Count: > 0 } ids ? Pick(ids) : Texts[0]);
    }

    private string Query(Operation operation)
    {
        var isSensible = Chance(60);
        var pairs = operation.Parameters("query").Where(_ => isSensible || Chance(70))
            .Select(name => (name, Value: isSensible ? Sensible(operation, name) : Pick(Texts))).Where(pair => pair.Value is not null)
            .Select(pair => $"{pair.name}={Uri.EscapeDataString(pair.Value!)}").ToList();
        if (Chance(10))
        {
            pairs.Add(Pick(["a=b", "limit=%", "limit=1&limit=2", "cursor=%00", "from[]=1", "%ff=%ff", "="]));
        }

        return pairs.Count == 0 ? string.Empty : "?" + string.Join('&', pairs);
    }

    private static string? Sensible(Operation operation, string parameter) => parameter switch
    {
        "from" when operation.Path.EndsWith("/outcomes", StringComparison.Ordinal) => "2026-11-01",
        "service" or "programme" => "tis",
        "for" => "callback",
        "limit" or "days" => "3",
        "from" => "2026-11-24",
        "at" => "2026-11-24T09:00:00Z",
        _ => null,
    };

    private void AddHeaders(HttpRequestMessage request)
    {
        if (Chance(20))
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", Pick(["k", "k-" + _random.Next(5), "", "é", new string('k', 300), "\"quoted\""]));
        }

        if (Chance(10))
        {
            request.Headers.TryAddWithoutValidation("Accept", Pick(["text/html", "application/xml", "*/*;q=0", "nonsense", "application/geo+json"]));
        }

        if (Chance(10))
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", Pick(["en", "fr", "xx-YY", "*", ";;;", new string('a', 500)]));
        }

        if (Chance(5))
        {
            request.Headers.TryAddWithoutValidation(
                Pick(["If-None-Match", "Origin", "X-Forwarded-For", "Range", "Content-Encoding", "Expect"]), Pick(["*", "x", "\"", "bytes=0-1", "gzip"]));
        }
    }

    private ByteArrayContent Body(Operation operation)
    {
        var bytes = _random.Next(30) switch
        {
            0 => [],
            1 => Encoding.UTF8.GetBytes(Pick(RawValues)),
            2 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 2000))),
            3 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500)),
            4 => Encoding.UTF8.GetBytes($"{{\"firstName\":\"{new string('y', _random.Next(60_000, 200_000))}\"}}"),
            5 => Noise(_random.Next(1, 200)),
            6 => [.. "{\"firstName\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8],
            7 => Encoding.UTF8.GetBytes(Mutate(operation) + Pick([",", "}", "x", "{}", "\0"])),
            < 20 => Encoding.UTF8.GetBytes(Mutate(operation)),
            _ => Encoding.UTF8.GetBytes(Example(operation)),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = null;
        content.Headers.TryAddWithoutValidation("Content-Type", Chance(85) ? "application/json" : Pick(MediaTypes));
        return content;
    }

    /// <summary>The contract's own example with up to three values replaced, members removed, added or doubled.</summary>
    private string Mutate(Operation operation)
    {
        var text = Example(operation);
        for (var change = _random.Next(4); change > 0; change--)
        {
            var node = JsonNode.Parse(text)!;
            var members = Members(node).ToList();
            if (members.Count == 0)
            {
                break;
            }

            var (owner, name) = Pick(members);
            switch (_random.Next(5))
            {
                case 0:
                    owner.Remove(name);
                    text = node.ToJsonString();
                    break;
                case 1:
                    owner["surprise" + _random.Next(3)] = 1;
                    text = node.ToJsonString();
                    break;
                default:
                    owner[name] = "@@";
                    text = node.ToJsonString().Replace(
                        "\"@@\"", Chance(50) ? Pick(RawValues) : JsonValue.Create(Pick(Texts)).ToJsonString(), StringComparison.Ordinal);
                    break;
            }

            if (!IsJson(text))
            {
                break;
            }
        }

        return text;
    }

    /// <summary>The contract's own example, with what only a run can know.</summary>
    private string Example(Operation operation)
    {
        if (operation.Node["requestBody"] is null)
        {
            return "{}";
        }

        var example = operation.Example().AsObject();
        Replace("phoneNumber", CallbackBodies.FreshNumber());
        Replace("refreshToken", callers.RefreshToken);
        Replace("attemptId", $"attempt-{++_attempts}");
        return example.ToJsonString();

        void Replace(string member, string value)
        {
            if (example.ContainsKey(member) && Chance(95))
            {
                example[member] = value;
            }
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            // Written again, because half a surrogate pair is read without complaint.
            return JsonNode.Parse(text) is JsonObject node && node.ToJsonString().Length > 0;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<(JsonObject Owner, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(member => Members(member.Value).Prepend((owner, member.Key))),
        JsonArray list => list.SelectMany(Members),
        _ => [],
    };

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];
}
