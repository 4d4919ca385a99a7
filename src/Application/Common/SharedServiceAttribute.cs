namespace MobileBackend.Application.Common;

/// <summary>
/// Marks what several use cases of a feature share. It is found by this mark and registered for the scope of a request, as itself and by its interfaces.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SharedServiceAttribute : Attribute;
