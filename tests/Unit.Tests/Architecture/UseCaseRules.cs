using System.Text.RegularExpressions;
using FluentValidation;
using MobileBackend.Application.Common.Messaging;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>How a use case is put together.</summary>
internal static partial class UseCaseRules
{
    /// <summary>Each command has one validator and one handler, each query one handler, under the names a reader looks for.</summary>
    public static IReadOnlyList<string> TypeViolations(IReadOnlyCollection<Type> types)
    {
        var violations = new List<string>();
        foreach (var type in types.Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            var isCommand = Implemented(type, typeof(ICommand<>)).Any();
            if (isCommand && Count(types, typeof(IValidator<>), type) is var validators and not 1)
            {
                violations.Add(
                    $"{type.FullName} has {validators} validators: write one AbstractValidator<{type.Name}>, "
                        + $"empty where the command carries nothing that can be wrong.");
            }

            if (isCommand && !type.Name.EndsWith("Command", StringComparison.Ordinal))
            {
                violations.Add($"{type.FullName} is a command: end its name in Command.");
            }

            var isQuery = Implemented(type, typeof(IQuery<>)).Any();
            if (isQuery && !type.Name.EndsWith("Query", StringComparison.Ordinal))
            {
                violations.Add($"{type.FullName} is a query: end its name in Query.");
            }

            var handler = isCommand ? typeof(ICommandHandler<,>) : typeof(IQueryHandler<,>);
            if ((isCommand || isQuery) && Count(types, handler, type) is var handlers and not 1)
            {
                violations.Add($"{type.FullName} has {handlers} handlers: it needs one, in its own file.");
            }

            if (IsHandler(type) && (type.IsVisible || !type.IsSealed))
            {
                violations.Add($"{type.FullName} is a handler: make it internal sealed. It is called through IDispatcher alone.");
            }
        }

        return violations;
    }

    /// <summary>A file holds one use case at most, and a handler lies beside what it handles.</summary>
    public static IReadOnlyList<string> FileViolations(IEnumerable<SourceFile> files)
    {
        var violations = new List<string>();
        foreach (var file in files)
        {
            var messages = Message().Matches(file.Text).Select(match => match.Groups["name"].Value).ToList();
            if (messages.Count > 1)
            {
                violations.Add($"{file.Path} holds {string.Join(" and ", messages)}: give each use case a file of its own.");
            }

            violations.AddRange(Handled().Matches(file.Text).Select(match => match.Groups["name"].Value).Where(name => !messages.Contains(name))
                .Select(name => $"{file.Path} handles {name}, which is elsewhere: put the two in one file."));
        }

        return violations;
    }

    private static bool IsHandler(Type type) => Implemented(type, typeof(ICommandHandler<,>)).Concat(Implemented(type, typeof(IQueryHandler<,>))).Any();

    private static int Count(IEnumerable<Type> types, Type definition, Type message) => types.Count(type =>
        type is { IsClass: true, IsAbstract: false } && Implemented(type, definition).Any(face => face.GetGenericArguments()[0] == message));

    private static IEnumerable<Type> Implemented(Type type, Type definition) =>
        type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == definition);

    [GeneratedRegex(@"\b(record|class)\s+(?<name>\w+(Command|Query))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Message();

    [GeneratedRegex(@"\bI(Command|Query)Handler<(?<name>\w+(Command|Query))\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Handled();
}
