using System.Diagnostics;
using System.Reflection;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>
/// Nothing reads or waits on a clock but through an injected TimeProvider. Leases of the outbox are told by the database's clock, in SQL,
/// which this does not see. BannedSymbols.txt says the commonest cases while one types; this one has no way round it.
/// </summary>
internal static class ClockRule
{
    private static readonly HashSet<string> Getters = [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.TimeZoneInfo.get_Local", "System.Guid.NewGuid",
    ];

    private static readonly HashSet<Type> Clocks = [typeof(Stopwatch), typeof(Timer), typeof(System.Timers.Timer)];

    /// <param name="types">Types to look at.</param>
    /// <param name="allowed">What a type may call all the same, as full name of the type and name of the member.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> types, IReadOnlyCollection<(string Type, string Member)> allowed) =>
        [.. types.SelectMany(type => Uses.Of(type).Members.OfType<MethodBase>()
            .Where(member => (IsClock(member) || IsSystemProvider(member)) && !allowed.Contains((type.FullName!, member.Name)))
            .Select(
                member => $"{type.FullName} calls {member.DeclaringType!.Name}.{member.Name}: take TimeProvider in the constructor, and give it to what waits.")
            .Distinct().Order(StringComparer.Ordinal))];

    private static bool IsClock(MethodBase member)
    {
        var type = member.DeclaringType!;
        return Getters.Contains($"{type.FullName}.{member.Name}")
            || Clocks.Contains(type)
            || (type == typeof(Guid) && member.Name == nameof(Guid.CreateVersion7) && member.GetParameters().Length == 0)
            || (type == typeof(Thread) && member.Name == nameof(Thread.Sleep))
            || (type == typeof(Task) && member.Name == nameof(Task.Delay) && !TakesProvider(member))
            || (type == typeof(PeriodicTimer) && member.IsConstructor && !TakesProvider(member))
            || (type == typeof(CancellationTokenSource) && member.IsConstructor && member.GetParameters().Length > 0 && !TakesProvider(member));
    }

    private static bool IsSystemProvider(MethodBase member) =>
        member.DeclaringType == typeof(TimeProvider) && member.Name == $"get_{nameof(TimeProvider.System)}";

    private static bool TakesProvider(MethodBase member) => Array.Exists(member.GetParameters(), parameter => parameter.ParameterType == typeof(TimeProvider));
}
