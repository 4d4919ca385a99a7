// Private types that nothing uses, beside some that are used in ways that are easily missed.
namespace Planted.Domain.Unused;

#pragma warning disable CA1812, CA1823, IDE0051 // That they are forgotten is the point.
internal sealed class ForgetsAClass
{
    private sealed class Forgotten;
}

internal sealed class ForgetsWhatUsesItself
{
    private sealed class Forgotten
    {
        public Forgotten? Next { get; init; }

        public sealed class Inner
        {
            public Forgotten? Outer { get; init; }
        }
    }
}
#pragma warning restore CA1812, CA1823, IDE0051

internal sealed class MakesAClass
{
    private readonly Kept _kept = new();

    public override string ToString() => $"{_kept}";

    private sealed record Kept;
}

internal sealed class MakesAClassWhileItWaits
{
    public static async Task<object> MakeAsync()
    {
        await Task.Yield();
        return new Kept();
    }

    private sealed record Kept;
}

internal sealed class SharesAClassBetweenNested
{
    public static string Make() => Maker.Make();

    private static class Maker
    {
        public static string Make() => $"{new Kept()}";
    }

    private sealed record Kept;
}
