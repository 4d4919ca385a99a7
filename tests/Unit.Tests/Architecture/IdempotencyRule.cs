using System.Reflection;
using MobileBackend.Api.Idempotency;
using MobileBackend.Application.Common.Messaging;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>What the contract says of repetitions and what the pipeline does with them is the same.</summary>
internal static class IdempotencyRule
{
    /// <param name="controllers">Types with actions.</param>
    /// <param name="commands">Types of which some are commands.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> controllers, IReadOnlyCollection<Type> commands)
    {
        var violations = new List<string>();
        var sentByMarked = new HashSet<Type>();
        foreach (var action in controllers.SelectMany(controller => controller.GetMethods(
            BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance)))
        {
            var sent = SentBy(action).Where(type => type.IsAssignableTo(typeof(IIdempotentCommand))).ToHashSet();
            var name = $"{action.DeclaringType!.FullName}.{action.Name}";
            if (action.IsDefined(typeof(IdempotentAttribute)))
            {
                sentByMarked.UnionWith(sent);
                violations.AddRange(sent.Count == 0
                    ? [$"{name} is [Idempotent] and sends no IIdempotentCommand: mark its command, or take the attribute away."]
                    : []);
            }
            else
            {
                violations.AddRange(sent.Select(
                    command => $"{name} sends {command.Name}, an IIdempotentCommand, and is not [Idempotent]: the contract would not tell of the key."));
            }
        }

        return
        [
            .. violations,
            .. commands.Where(
                type => type is { IsInterface: false, IsAbstract: false } && type.IsAssignableTo(typeof(IIdempotentCommand)) && !sentByMarked.Contains(type))
                .Select(type => $"{type.FullName} is an IIdempotentCommand, and no [Idempotent] action sends it."),
        ];
    }

    /// <summary>What a body makes itself, and what is made for it by a method that it calls.</summary>
    private static IEnumerable<Type> SentBy(MethodInfo action)
    {
        var uses = Uses.Of(action);
        return uses.Types.Concat(uses.Members.OfType<MethodInfo>().Select(member => member.ReturnType)).Distinct();
    }
}
