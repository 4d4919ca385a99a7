namespace MobileBackend.Api.LoadShedding;

/// <summary>
/// An endpoint that waits for nothing outside the process. It has places of its own, because those of the others are all taken when the
/// database is slow or away, and the numbers of help lines are to be read just then.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AnsweredFromMemoryAttribute : Attribute;
