using System.Text.Json.Nodes;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Contract;

/// <summary>The published OpenAPI document, as tests read it.</summary>
internal sealed class PublishedContract(JsonNode document)
{
    public IReadOnlyList<Operation> Operations => field ??=
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where operation.Key is "get" or "post" or "put" or "patch" or "delete"
           select new Operation(this, path.Key, operation.Key.ToUpperInvariant(), operation.Value!),
    ];

    public static async Task<PublishedContract> ReadAsync(ApiHost api) => new(JsonNode.Parse(await api.Http.GetStringAsync("/openapi/v1.json"))!);

    /// <summary>The schema itself, where this one points to it.</summary>
    public JsonNode Resolve(JsonNode schema) => schema switch
    {
        _ when (string?)schema["$ref"] is { } reference => document["components"]!["schemas"]![reference.Split('/')[^1]]!,
        _ when schema["allOf"] is JsonArray { Count: 1 } all => Resolve(all[0]!),
        _ => schema,
    };
}

/// <summary>An operation of the contract.</summary>
internal sealed record Operation(PublishedContract Contract, string Path, string Method, JsonNode Node)
{
    public string Id => (string)Node["operationId"]!;

    public bool IsForStaff => Ways.Contains("staffToken");

    /// <summary>The names of the security schemes, any of which is enough; none where it is public.</summary>
    public IReadOnlyList<string> Ways => [.. Node["security"]!.AsArray().SelectMany(way => way!.AsObject()).Select(way => way.Key)];

    private JsonNode? Media => Node["requestBody"]?["content"]?["application/json"];

    public JsonNode BodySchema() => Contract.Resolve(Media!["schema"]!);

    /// <summary>A fresh copy of the body's example.</summary>
    public JsonNode Example() => Media!["example"]!.DeepClone();

    /// <summary>What there is by that name whatever the database holds: content. Null for the id of a row.</summary>
    public string? Known(string parameter) => parameter switch
    {
        "code" => Path.Contains("/assessments/", StringComparison.Ordinal) ? "hsi" : "tis-3989",
        "slug" => "tis",
        "number" => "1",
        _ => null,
    };

    public IEnumerable<string> Parameters(string place) =>
        (Node["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == place).Select(parameter => (string)parameter!["name"]!);
}
