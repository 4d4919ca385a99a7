using System.Text.Json.Serialization;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Definitions;

namespace Planted.Storage;

/// <summary>A form as it should be.</summary>
internal sealed record StoredTreeV1(
    string Kind,
    int Height,
    bool IsOld,
    DateOnly PlantedOn,
    IReadOnlyList<StoredTreeV1.Nest> Nests,
    IReadOnlyDictionary<string, StoredLeaf> Leaves,
    StoredLeaf? Fallen = null)
    : IStoredForm
{
    public static string Name => "tree";

    public static int Version => 1;

    internal sealed record Nest(Guid Bird, string? Note = null);
}

internal sealed record StoredLeaf([property: JsonPropertyName("c")] string Colour);

/// <summary>The same as <see cref="StoredTreeV1"/>, and a member that was added.</summary>
internal sealed record GrownTreeV1(
    string Kind,
    int Height,
    bool IsOld,
    DateOnly PlantedOn,
    IReadOnlyList<StoredTreeV1.Nest> Nests,
    IReadOnlyDictionary<string, StoredLeaf> Leaves,
    int Rings,
    StoredLeaf? Fallen = null)
    : IStoredForm
{
    public static string Name => "tree";

    public static int Version => 1;
}

/// <summary>The same as <see cref="StoredTreeV1"/>, and a member that was renamed.</summary>
internal sealed record RenamedTreeV1(
    [property: JsonPropertyName("species")] string Kind,
    int Height,
    bool IsOld,
    DateOnly PlantedOn,
    IReadOnlyList<StoredTreeV1.Nest> Nests,
    IReadOnlyDictionary<string, StoredLeaf> Leaves,
    StoredLeaf? Fallen = null)
    : IStoredForm
{
    public static string Name => "tree";

    public static int Version => 1;
}

internal sealed record GoalTreeV1(GoalKind Goal) : IStoredForm
{
    public static string Name => "goal-tree";

    public static int Version => 1;
}

internal sealed record DomainTreeV1(IReadOnlyList<Answer> Answers) : IStoredForm
{
    public static string Name => "domain-tree";

    public static int Version => 1;
}

internal sealed record PlantTreeCommand(string Kind) : ICommand<Result>;

internal sealed record CommandTreeV1(PlantTreeCommand Command) : IStoredForm
{
    public static string Name => "command-tree";

    public static int Version => 1;
}

internal sealed record NullTreeV1(string? Kind) : IStoredForm
{
    public static string Name => "null-tree";

    public static int Version => 1;
}

internal sealed record DefaultTreeV1(int Height = 3) : IStoredForm
{
    public static string Name => "default-tree";

    public static int Version => 1;
}

internal sealed record ComputedTreeV1(int Height) : IStoredForm
{
    public static string Name => "computed-tree";

    public static int Version => 1;

    public int Shadow => Height * 2;
}

internal sealed record IgnoringTreeV1(int Height, [property: JsonIgnore] int Rings) : IStoredForm
{
    public static string Name => "ignoring-tree";

    public static int Version => 1;
}

internal sealed record MisnamedTreeV2(int Height) : IStoredForm
{
    public static string Name => "misnamed-tree";

    public static int Version => 1;
}
