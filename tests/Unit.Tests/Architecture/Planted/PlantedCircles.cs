// Folders that use each other, each pair by another kind of use.
namespace Planted.Circles
{
    internal static class ComposesAll
    {
        public static object[] Compose() => [new Roots.RootThatWaits(), new Parents.HasAChild(), typeof(Waits.WaitsForAWay)];
    }
}

#pragma warning disable CA1852 // Open, so that a constraint can name it.
namespace Planted.Circles.Waits
{
    internal enum WaitKind
    {
        Short,
    }

    internal sealed class WaitFault : Exception;

    internal class WaitsForAWay
    {
        public static async Task<object> WaitAsync()
        {
            await Task.Yield();
            return new object[]
            {
                new Ways.EndsInAWait(), new Ways.LeadsToARoot(), new Ways.IsMarkedWithAWait(), new Ways.HoldsAWaitAsArgument(), new Ways.NamesAWaitInALambda(),
                new Ways.CatchesAFault(), new Ways.IteratesOverWaits(), new Ways.PassesAKind(), new Ways.MarksAParameter(), new Ways.ConstrainsAMethod(),
            };
        }
    }
}
#pragma warning restore CA1852

namespace Planted.Circles.Ways
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Parameter)]
    internal sealed class LeadsAttribute(Type to) : Attribute
    {
        public Type To { get; } = to;
    }

    internal sealed class EndsInAWait
    {
        public static async Task<int> EndAsync()
        {
            await Task.Yield();
            return (await Waits.WaitsForAWay.WaitAsync()).GetHashCode();
        }
    }

    [Leads(typeof(Waits.WaitsForAWay))]
    internal sealed class IsMarkedWithAWait;

    internal sealed class HoldsAWaitAsArgument
    {
        public static object? Hold() => Enumerable.Empty<object>().OfType<Waits.WaitsForAWay>().FirstOrDefault();
    }

    internal sealed class NamesAWaitInALambda
    {
        public static Func<object, bool> Name() => other => other is Waits.WaitsForAWay;
    }

    internal sealed class CatchesAFault
    {
        public static int Try(string text)
        {
            try
            {
                return text.Length;
            }
            catch (Waits.WaitFault)
            {
                return 0;
            }
        }
    }

    internal sealed class IteratesOverWaits
    {
        public static async IAsyncEnumerable<object> IterateAsync()
        {
            await Task.Yield();
            yield return new Waits.WaitsForAWay();
        }
    }

    internal sealed class PassesAKind
    {
        public static int Pass() => Roots.Scale.Weigh(Waits.WaitKind.Short);
    }

    internal sealed class MarksAParameter
    {
        public static int Mark([Leads(typeof(Waits.WaitsForAWay))] int marked) => marked;
    }

    internal sealed class ConstrainsAMethod
    {
        public static int Count<T>(IEnumerable<T> waits)
            where T : Waits.WaitsForAWay => waits.Count();
    }

    internal sealed class LeadsToARoot
    {
        public static object Lead() => new Roots.RootThatWaits();
    }
}

namespace Planted.Circles.Roots
{
    internal static class Scale
    {
        public static int Weigh(Waits.WaitKind kind) => (int)kind;
    }

    internal sealed class RootThatWaits
    {
        private readonly object _waits = new Waits.WaitsForAWay();

        public override string ToString() => $"{_waits}";
    }
}

namespace Planted.Circles.Parents
{
    internal sealed class HasAChild
    {
        private readonly Children.KnowsItsParent? _child = new();

        public override string ToString() => $"{_child?.Parent is null}";
    }
}

namespace Planted.Circles.Parents.Children
{
    internal sealed class KnowsItsParent
    {
        public HasAChild? Parent { get; init; }
    }
}
