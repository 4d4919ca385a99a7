using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Application.Notifications;

/// <summary><c>inbox_messages.content</c>.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">The full text.</param>
/// <param name="PushTitle">What shows on the locked screen; null where nothing is pushed.</param>
/// <param name="PushBody">What shows below it.</param>
internal sealed record StoredInboxTextV1(string Title, string Body, string? PushTitle = null, string? PushBody = null) : IStoredForm
{
    public static string Name => "inbox-text";

    public static int Version => 1;

    /// <summary>Never the content.</summary>
    public override string ToString() => "(message)";
}
