using MobileBackend.Application.Common.Paging;

namespace MobileBackend.Api.OpenApi;

/// <summary>
/// The published examples of a feature, one value for each body it takes and each answer it gives; implemented beside its controllers
/// and found by itself. Examples are values of the very records, so that they cannot drift from them.
/// </summary>
public interface IApiExamples
{
    /// <summary>Real-looking values, without anything of a real person. A page of something needs none: it is made of that thing's.</summary>
    IEnumerable<object> Values { get; }
}

/// <summary>Finds the example of a type.</summary>
internal sealed class ExampleBook
{
    private readonly Dictionary<Type, object> _byType = typeof(ExampleBook).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IApiExamples)))
        .SelectMany(type => ((IApiExamples)Activator.CreateInstance(type)!).Values)
        .ToDictionary(value => value.GetType());

    public object? Find(Type type)
    {
        if (_byType.TryGetValue(type, out var value))
        {
            return value;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Page<>) && ArrayOf(type.GetGenericArguments()[0]) is { } items)
        {
            return Activator.CreateInstance(type, items, null);
        }

        return type.IsArray ? ArrayOf(type.GetElementType()!) : null;
    }

    private Array? ArrayOf(Type type)
    {
        if (Find(type) is not { } item)
        {
            return null;
        }

        var array = Array.CreateInstance(type, 1);
        array.SetValue(item, 0);
        return array;
    }
}
