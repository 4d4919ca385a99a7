using System.Globalization;
using System.Text.Json;
using static MobileBackend.Simulators.Hosting.JsonMembers;

namespace MobileBackend.Simulators.Extranet;

/// <summary>
/// <c>openapi/extranet-queue.v1.yaml</c> as a check, stricter than the extranet has to be: a member that the contract does not
/// name is refused too, so that nothing undescribed is sent unnoticed. What it says names the member and the rule, never the value.
/// </summary>
internal static class MessageContract
{
    public const string Requested = "callback.requested";
    public const string Rescheduled = "callback.rescheduled";
    public const string Cancelled = "callback.cancelled";

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];
    private static readonly HashSet<string> Envelope = ["messageId", "type", "occurredAt", "callback"];
    private static readonly HashSet<string> IdOnly = ["id"];
    private static readonly HashSet<string> Callback =
        ["id", "service", "lastName", "firstName", "phoneNumber", "reservedSlot", "wishedSlots", "interpreterNeeded", "source", "requestedAt"];

    private static readonly HashSet<string> Slot = ["startsAt", "endsAt"];
    private static readonly HashSet<string> Source = ["channel", "name"];

    public static MessageHead HeadOf(JsonDocument? document)
    {
        if (document is null)
        {
            return default;
        }

        var root = document.RootElement;
        return new MessageHead(IsJson: true, Text(Member(root, "messageId")), Text(Member(root, "type")), Text(Member(Member(root, "callback"), "id")));
    }

    /// <summary>What is wrong, by path of the member; empty for a message as agreed.</summary>
    public static Dictionary<string, string> Check(JsonElement root, string? idempotencyKey)
    {
        var problems = new Problems();
        if (!problems.Object(root, "$", Envelope))
        {
            return problems.ByPath;
        }

        problems.Uuid(root, "messageId");
        problems.Instant(root, "occurredAt");
        if (!string.Equals(idempotencyKey, Text(Member(root, "messageId")), StringComparison.Ordinal))
        {
            problems.Add("Idempotency-Key", "must be the messageId");
        }

        var callback = Member(root, "callback");
        switch (Text(Member(root, "type")))
        {
            case Requested or Rescheduled:
                CheckCallback(problems, callback);
                break;
            case Cancelled when problems.Object(callback, "callback", IdOnly):
                problems.Uuid(callback, "id", "callback.");
                break;
            case Cancelled:
                break;
            default:
                problems.Add("type", $"must be {Requested}, {Rescheduled} or {Cancelled}");
                break;
        }

        return problems.ByPath;
    }

    internal static DateTimeOffset? Instant(JsonElement value) =>
        DateTimeOffset.TryParseExact(Text(value), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static void CheckCallback(Problems problems, JsonElement callback)
    {
        if (!problems.Object(callback, "callback", Callback))
        {
            return;
        }

        problems.Uuid(callback, "id", "callback.");
        problems.Word(callback, "service", "callback.");
        problems.Name(callback, "lastName", "callback.");
        problems.Name(callback, "firstName", "callback.");
        problems.Instant(callback, "requestedAt", "callback.");
        if (!IsE164(Text(Member(callback, "phoneNumber"))))
        {
            problems.Add("callback.phoneNumber", "must be an E.164 number");
        }

        if (Member(callback, "interpreterNeeded").ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            problems.Add("callback.interpreterNeeded", "must be true or false");
        }

        CheckSource(problems, Member(callback, "source"));
        CheckSlot(problems, Member(callback, "reservedSlot"), "callback.reservedSlot");
        var wished = Member(callback, "wishedSlots");
        if (wished.ValueKind != JsonValueKind.Array || wished.GetArrayLength() is < 1 or > 3)
        {
            problems.Add("callback.wishedSlots", "must hold 1 to 3 slots");
            return;
        }

        var index = 0;
        foreach (var slot in wished.EnumerateArray())
        {
            CheckSlot(problems, slot, $"callback.wishedSlots[{index++}]");
        }
    }

    private static void CheckSource(Problems problems, JsonElement source)
    {
        if (!problems.Object(source, "callback.source", Source))
        {
            return;
        }

        problems.Name(source, "name", "callback.source.");
        if (Text(Member(source, "channel")) is not ("app" or "site" or "partner"))
        {
            problems.Add("callback.source.channel", "must be app, site or partner");
        }
    }

    private static void CheckSlot(Problems problems, JsonElement slot, string path)
    {
        if (!problems.Object(slot, path, Slot))
        {
            return;
        }

        problems.Instant(slot, "startsAt", path + ".");
        problems.Instant(slot, "endsAt", path + ".");
        if (Instant(Member(slot, "startsAt")) >= Instant(Member(slot, "endsAt")))
        {
            problems.Add(path + ".endsAt", "must be after startsAt");
        }
    }

    private static bool IsE164(string? number) =>
        number is { Length: >= 8 and <= 16 } && number[0] == '+' && number[1] is >= '1' and <= '9' && number.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0;

    private sealed class Problems
    {
        public Dictionary<string, string> ByPath { get; } = new(StringComparer.Ordinal);

        public void Add(string path, string rule) => ByPath.TryAdd(path, rule);

        /// <summary>Whether it is an object, so that its members are worth a look.</summary>
        public bool Object(JsonElement value, string path, HashSet<string> members)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                Add(path, "must be an object");
                return false;
            }

            if (value.EnumerateObject().Any(member => !members.Contains(member.Name)))
            {
                Add(path, "has a member that the contract does not name");
            }

            return true;
        }

        public void Uuid(JsonElement parent, string name, string prefix = "") =>
            Require(Guid.TryParseExact(Text(Member(parent, name)), "D", out _), prefix + name, "must be a UUID");

        public void Instant(JsonElement parent, string name, string prefix = "") =>
            Require(MessageContract.Instant(Member(parent, name)) is not null, prefix + name, "must be an instant in UTC (2026-11-23T09:00:00Z)");

        public void Name(JsonElement parent, string name, string prefix) =>
            Require(!string.IsNullOrWhiteSpace(Text(Member(parent, name))), prefix + name, "must be a text");

        public void Word(JsonElement parent, string name, string prefix) =>
            Require(
                Text(Member(parent, name)) is { Length: > 0 } word
                    && word.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'),
                prefix + name,
                "must be a kebab-case word");

        private void Require(bool holds, string path, string rule)
        {
            if (!holds)
            {
                Add(path, rule);
            }
        }
    }
}
