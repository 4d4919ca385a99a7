namespace MobileBackend.Simulators.Firebase;

/// <summary>What one phone (or the subscribers of a topic) would show, from what FCM took on.</summary>
public sealed class Phone
{
    private readonly List<ShownNotification> _notifications = [];

    private Phone(string target, bool isTopic)
    {
        Target = target;
        IsTopic = isTopic;
    }

    /// <summary>The token, or the topic or condition.</summary>
    public string Target { get; }

    public bool IsTopic { get; }

    /// <summary>The newest first, as a phone lists them.</summary>
    public IReadOnlyList<ShownNotification> Notifications => _notifications;

    /// <summary>Messages of data alone: the app gets them, the person sees nothing.</summary>
    public int SilentCount { get; private set; }

    public DateTimeOffset LastReceivedAt { get; private set; }

    /// <summary>The phone that got something last comes first.</summary>
    public static IReadOnlyList<Phone> Of(IEnumerable<FcmMessage> messages)
    {
        var phones = new Dictionary<(string Target, bool IsTopic), Phone>();
        foreach (var message in messages)
        {
            var key = (message.Token ?? message.Topic ?? message.Condition!, message.Token is null);
            if (!phones.TryGetValue(key, out var phone))
            {
                phones.Add(key, phone = new Phone(key.Item1, key.Item2));
            }

            phone.Receive(message);
        }

        return [.. phones.Values.OrderByDescending(phone => phone.LastReceivedAt)];
    }

    private void Receive(FcmMessage message)
    {
        LastReceivedAt = message.ReceivedAt;
        if (message.Title is null && message.Text is null)
        {
            SilentCount++;
            return;
        }

        var replaced = _notifications.FindIndex(shown => shown.IsReplacedBy(message));
        var replacements = 0;
        if (replaced >= 0)
        {
            replacements = _notifications[replaced].Replacements + 1;
            _notifications.RemoveAt(replaced);
        }

        _notifications.Insert(0, new ShownNotification(message, replacements));
    }
}

/// <summary>A notification on a phone.</summary>
/// <param name="Message">The last that was sent for it.</param>
/// <param name="Replacements">How many earlier ones it took the place of.</param>
public sealed record ShownNotification(FcmMessage Message, int Replacements)
{
    /// <summary>Android replaces by tag, iOS by collapse id.</summary>
    internal bool IsReplacedBy(FcmMessage later) =>
        (Message.AndroidTag is { Length: > 0 } tag && tag == later.AndroidTag)
        || (Message.ApnsCollapseId is { Length: > 0 } id && id == later.ApnsCollapseId);
}
