using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MobileBackend.Application.Common.Storage;
using MobileBackend.TestKit;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>How a type is written in a stored form.</summary>
internal enum StoredShape
{
    Value,
    List,
    Map,

    /// <summary>A record of its own, with members.</summary>
    Part,
}

/// <summary>The stored forms of the service, and what the serializer makes of them.</summary>
internal static class StoredForms
{
    private static readonly JsonSerializerOptions Json = Described();

    private static readonly HashSet<Type> Values =
    [
        typeof(string), typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(double),
        typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(DateTimeOffset),
    ];

    private static readonly HashSet<Type> Lists = [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(List<>)];

    private static readonly HashSet<Type> Maps = [typeof(IReadOnlyDictionary<,>), typeof(Dictionary<,>)];

    /// <summary>Every form of the layers that store anything.</summary>
    public static IReadOnlyList<Type> All { get; } = [.. Types().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IStoredForm)))];

    /// <summary>The fields and properties that hold the words of an enumeration, wherever they are.</summary>
    public static IReadOnlyList<object> Words { get; } = [.. Types().SelectMany(WordsIn)];

    public static string NameOf(Type form) => (string)form.GetProperty(nameof(IStoredForm.Name))!.GetValue(null)!;

    public static int VersionOf(Type form) => (int)form.GetProperty(nameof(IStoredForm.Version))!.GetValue(null)!;

    /// <summary>A file that is committed beside the tests of the stored forms.</summary>
    public static string Committed(params ReadOnlySpan<string> path) => Path.Combine([SolutionFolder.Find(), "tests", "Unit.Tests", "Storage", .. path]);

    /// <summary>Null for what a form may not hold.</summary>
    public static StoredShape? ShapeOf(Type form, Type type)
    {
        var generic = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return Values.Contains(type) ? StoredShape.Value
            : type.IsArray || (generic is not null && Lists.Contains(generic)) ? StoredShape.List
            : generic is not null && Maps.Contains(generic) && Values.Contains(type.GetGenericArguments()[0]) ? StoredShape.Map
            : IsPart(form, type) ? StoredShape.Part
            : null;
    }

    /// <summary>What a list, or the values of a map, are made of.</summary>
    public static Type ElementOf(Type type) => type.GetElementType() ?? type.GetGenericArguments()[^1];

    public static Type WithoutNull(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    public static IReadOnlyList<JsonPropertyInfo> MembersOf(Type type) => [.. Json.GetTypeInfo(type).Properties];

    /// <summary>As the service writes it.</summary>
    public static string Write(Type form, object stored) => Call<string>(nameof(StoredText.Write), form, stored);

    /// <summary>As the service reads it.</summary>
    public static object Read(Type form, string text) => Call<object>(nameof(StoredText.Read), form, text);

    private static T Call<T>(string method, Type form, object argument) => (T)typeof(StoredText).GetMethod(method)!.MakeGenericMethod(form)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [argument], culture: null)!;

    /// <summary>
    /// The form itself, or a record that is nested in a form, or lies beside it in a folder of stored forms and says by its name that it is stored.
    /// </summary>
    private static bool IsPart(Type form, Type type) => type is { IsClass: true, IsGenericType: false }
        && type.GetMethod("<Clone>$") is not null
        && type.Namespace == form.Namespace && (type == form || type.DeclaringType?.IsAssignableTo(typeof(IStoredForm)) == true || IsStored(type));

    private static bool IsStored(Type type) =>
        type.Namespace?.EndsWith(".Storage", StringComparison.Ordinal) == true && type.Name.StartsWith("Stored", StringComparison.Ordinal);

    private static IEnumerable<Type> Types() =>
        new[] { "Application", "Infrastructure" }.SelectMany(layer => Assembly.Load($"MobileBackend.{layer}").GetTypes());

    private static IEnumerable<object> WordsIn(Type type)
    {
        const BindingFlags Static = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return type.ContainsGenericParameters
            ? []
            : type.GetFields(Static).Where(field => IsWords(field.FieldType)).Select(field => field.GetValue(null)!);
    }

    private static bool IsWords(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(StoredWords<>);

    private static JsonSerializerOptions Described()
    {
        var options = new JsonSerializerOptions(StoredText.Json);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
