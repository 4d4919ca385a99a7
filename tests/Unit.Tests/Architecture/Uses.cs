using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>
/// What a type uses: its signatures, attributes and compiled bodies, with what these call is given, those of its nested types included. A `using`
/// alone is no use; constants and `nameof` leave no trace in compiled code.
/// </summary>
internal sealed class Uses
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Most rules ask for most types: reading a body once is enough.</summary>
    private static readonly ConcurrentDictionary<Type, Uses> Known = new();

    private readonly HashSet<Type> _types = [];
    private readonly HashSet<MemberInfo> _members = [];

    private Uses()
    {
    }

    /// <summary>Generic definitions and their arguments apart; arrays as their elements.</summary>
    public IReadOnlySet<Type> Types => _types;

    /// <summary>The methods, constructors and fields that bodies name.</summary>
    public IReadOnlySet<MemberInfo> Members => _members;

    public static Uses Of(Type type) => Known.GetOrAdd(type, static known =>
    {
        var uses = new Uses();
        uses.AddDeclaration(known);
        return uses;
    });

    /// <summary>What a type uses apart from its nested types.</summary>
    public static Uses OfOnly(Type type)
    {
        var uses = new Uses();
        uses.AddDeclaration(type, withNested: false);
        return uses;
    }

    /// <summary>What one method uses: its signature and body, with the lambdas, local functions and state machines that the compiler took out of it.</summary>
    public static Uses Of(MethodBase method)
    {
        var uses = new Uses();
        uses.AddMethod(method);
        var followed = new HashSet<MemberInfo> { method };
        for (var left = uses.MadeOf(method).ToList(); left.Count > 0; left = [.. uses.MadeOf(method).Where(made => !followed.Contains(made))])
        {
            foreach (var made in left.Where(followed.Add))
            {
                uses.AddMethod(made);
            }
        }

        return uses;
    }

    /// <summary>What the compiler made of parts of a method, as far as its bodies name it.</summary>
    private IEnumerable<MethodBase> MadeOf(MethodBase method)
    {
        var owner = method.DeclaringType!;
        bool IsOf(string name) => name.Contains($"<{method.Name}>", StringComparison.Ordinal);
        return _members.OfType<MethodBase>()
            .Where(member => member.DeclaringType == owner && IsMade(member))
            .Concat(_types.Where(type => type.DeclaringType == owner && IsMade(type))
                .SelectMany(type => type.GetMethods(Declared).Where(made => IsOf(type.Name) || IsOf(made.Name))));
    }

    private static bool IsMade(MemberInfo member) => member.Name.StartsWith('<');

    private void AddDeclaration(Type type, bool withNested = true)
    {
        Add(type.BaseType);
        AddAttributes(type);
        var interfaces = type.GetInterfaces();
        foreach (var face in interfaces.Where(face => !Array.Exists(interfaces, other => other != face && other.GetInterfaces().Contains(face))))
        {
            // Those that another interface brings along are that one's choice.
            Add(face);
        }

        AddConstraints(type.GetGenericArguments());
        foreach (var field in type.GetFields(Declared))
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (var property in type.GetProperties(Declared))
        {
            AddAttributes(property);
        }

        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            AddMethod(method);
        }

        foreach (var nested in withNested ? type.GetNestedTypes(Declared) : [])
        {
            AddDeclaration(nested);
        }
    }

    private void AddMethod(MethodBase method)
    {
        Add((method as MethodInfo)?.ReturnType);
        AddAttributes(method);
        AddConstraints(method.IsGenericMethod ? method.GetGenericArguments() : []);
        foreach (var parameter in method.GetParameters())
        {
            Add(parameter.ParameterType);
            AddAttributes(parameter.GetCustomAttributesData());
        }

        AddAttributes((method as MethodInfo)?.ReturnParameter.GetCustomAttributesData() ?? []);
        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        foreach (var local in body.LocalVariables)
        {
            Add(local.LocalType);
        }

        foreach (var clause in body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause))
        {
            Add(clause.CatchType);
        }

        AddBody(method, body.GetILAsByteArray()!);
    }

    private void AddBody(MethodBase method, byte[] il)
    {
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (var at = 0; at < il.Length;)
        {
            var first = il[at++];
            var code = Codes[first == 0xFE ? (short)((0xFE << 8) | il[at++]) : first];
            switch (code.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(il, at));
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    Add(method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments)!);
                    at += 4;
                    break;
                default:
                    at += 4;
                    break;
            }
        }
    }

    private void Add(MemberInfo member)
    {
        if (member is Type type)
        {
            Add(type);
            return;
        }

        _members.Add(member);
        Add(member.DeclaringType);
        foreach (var parameter in (member as MethodBase)?.GetParameters() ?? [])
        {
            // A value of an enumeration is a mere number in the caller's body.
            Add(parameter.ParameterType);
        }

        if (member is MethodInfo { IsGenericMethod: true } method)
        {
            foreach (var argument in method.GetGenericArguments())
            {
                Add(argument);
            }
        }
    }

    private void AddConstraints(Type[] arguments)
    {
        foreach (var constraint in arguments.Where(argument => argument.IsGenericParameter).SelectMany(argument => argument.GetGenericParameterConstraints()))
        {
            Add(constraint);
        }
    }

    private void AddAttributes(MemberInfo member) => AddAttributes(member.GetCustomAttributesData());

    private void AddAttributes(IEnumerable<CustomAttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            Add(attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue)))
            {
                Add(argument.Value as Type);
            }
        }
    }

    private void Add(Type? type)
    {
        if (type is null || type.IsGenericParameter || type.IsFunctionPointer)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(type.GetElementType());
            return;
        }

        foreach (var argument in type.GetGenericArguments())
        {
            Add(argument);
        }

        _types.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
