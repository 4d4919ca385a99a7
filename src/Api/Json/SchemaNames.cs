namespace MobileBackend.Api.Json;

/// <summary>How types are called in the published contract.</summary>
internal static class SchemaNames
{
    private const string Suffix = "Response";

    /// <summary><c>CallbackRequestResponse</c> is published as <c>CallbackRequest</c>, a page of it as <c>CallbackRequestPage</c>.</summary>
    public static string Of(Type type) => type.IsGenericType
        ? $"{string.Concat(type.GetGenericArguments().Select(Of))}{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}"
        : type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length] : type.Name;
}
