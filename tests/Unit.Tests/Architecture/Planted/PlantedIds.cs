// Ids that do not say what they are the id of, and an empty one for none.
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using Planted.Domain.Trees;

namespace Planted.Domain.Ids;

internal sealed record NamesATree(TreeId TreeId, TreeId? OtherId);

internal sealed record NamesAGuid(Guid TreeId);

internal sealed class NamesAnAbsentGuid
{
    public Guid? TreeId { get; private set; }

    public void Plant(Guid tree) => TreeId = tree;
}

internal sealed class HidesAGuid
{
    private Guid TreeId { get; set; }

    public void Plant(Guid tree) => TreeId = tree;

    public override string ToString() => $"{TreeId}";
}

internal sealed class IsBuiltOfAGuid
{
    private readonly TreeId _tree;

    private IsBuiltOfAGuid(Guid treeId) => _tree = TreeId.From(treeId);

    public static IsBuiltOfAGuid Build(Guid tree) => new(tree);

    public override string ToString() => $"{_tree}";
}

public sealed record FellTreeCommand(Guid Id) : ICommand<Result>;

internal sealed class TakesEmptyForAbsent
{
    public static Guid Read(Guid? tree) => tree ?? Guid.Empty;
}

internal sealed class TakesEmptyForAbsentWhileItWaits
{
    public static async Task<bool> IsAbsentAsync(Guid tree)
    {
        await Task.Yield();
        return tree == Guid.Empty;
    }
}
