using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>
/// The members of a <c>messages:send</c> body and their types, as Google's front checks them before FCM sees the message
/// (https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages). Each member goes by its name in snake_case and
/// in camelCase; <c>null</c> is the same as absent.
/// </summary>
internal static class FcmSchema
{
    private const NumberStyles Signed = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    private static readonly Shape AnyText = new TextShape();
    private static readonly Shape Flag = new KindShape("TYPE_BOOL", JsonValueKind.True, JsonValueKind.False);
    private static readonly Shape Number = new KindShape("TYPE_INT32", JsonValueKind.Number);
    private static readonly Shape Struct = new KindShape("type.googleapis.com/google.protobuf.Struct", JsonValueKind.Object);
    private static readonly Shape Texts = new ListShape(AnyText);
    private static readonly Shape TextMap = new MapShape();
    private static readonly Shape Duration = new DurationShape();

    private static readonly Shape Notification = new ObjectShape(new()
    {
        ["title"] = AnyText,
        ["body"] = AnyText,
        ["image"] = AnyText,
    });

    private static readonly Shape LightSettings = new ObjectShape(new()
    {
        ["color"] = new ObjectShape(new()
        {
            ["red"] = Number,
            ["green"] = Number,
            ["blue"] = Number,
            ["alpha"] = Number,
        }),
        ["light_on_duration"] = Duration,
        ["light_off_duration"] = Duration,
    });

    private static readonly Shape AndroidNotification = new ObjectShape(new()
    {
        ["title"] = AnyText,
        ["body"] = AnyText,
        ["icon"] = AnyText,
        ["color"] = AnyText,
        ["sound"] = AnyText,
        ["tag"] = AnyText,
        ["click_action"] = AnyText,
        ["body_loc_key"] = AnyText,
        ["body_loc_args"] = Texts,
        ["title_loc_key"] = AnyText,
        ["title_loc_args"] = Texts,
        ["channel_id"] = AnyText,
        ["ticker"] = AnyText,
        ["sticky"] = Flag,
        ["event_time"] = AnyText,
        ["local_only"] = Flag,
        ["notification_priority"] = new EnumShape("PRIORITY_UNSPECIFIED", "PRIORITY_MIN", "PRIORITY_LOW", "PRIORITY_DEFAULT", "PRIORITY_HIGH", "PRIORITY_MAX"),
        ["default_sound"] = Flag,
        ["default_vibrate_timings"] = Flag,
        ["default_light_settings"] = Flag,
        ["vibrate_timings"] = new ListShape(Duration),
        ["visibility"] = new EnumShape("VISIBILITY_UNSPECIFIED", "PRIVATE", "PUBLIC", "SECRET"),
        ["notification_count"] = Number,
        ["light_settings"] = LightSettings,
        ["image"] = AnyText,
        ["proxy"] = new EnumShape("PROXY_UNSPECIFIED", "ALLOW", "DENY", "IF_PRIORITY_LOWERED"),
    });

    private static readonly Shape Android = new ObjectShape(new()
    {
        ["collapse_key"] = AnyText,
        ["priority"] = new EnumShape("NORMAL", "HIGH"),
        ["ttl"] = Duration,
        ["restricted_package_name"] = AnyText,
        ["data"] = TextMap,
        ["notification"] = AndroidNotification,
        ["fcm_options"] = new ObjectShape(new() { ["analytics_label"] = AnyText }),
        ["direct_boot_ok"] = Flag,
        ["bandwidth_constrained_ok"] = Flag,
        ["restricted_satellite_ok"] = Flag,
    });

    private static readonly Shape Apns = new ObjectShape(new()
    {
        ["headers"] = TextMap,
        ["payload"] = Struct,
        ["fcm_options"] = new ObjectShape(new() { ["analytics_label"] = AnyText, ["image"] = AnyText }),
        ["live_activity_token"] = AnyText,
    });

    private static readonly Shape Webpush = new ObjectShape(new()
    {
        ["headers"] = TextMap,
        ["data"] = TextMap,
        ["notification"] = Struct,
        ["fcm_options"] = new ObjectShape(new() { ["link"] = AnyText, ["analytics_label"] = AnyText }),
    });

    private static readonly Shape Message = new ObjectShape(new()
    {
        ["name"] = AnyText,
        ["data"] = TextMap,
        ["notification"] = Notification,
        ["android"] = Android,
        ["webpush"] = Webpush,
        ["apns"] = Apns,
        ["fcm_options"] = new ObjectShape(new() { ["analytics_label"] = AnyText }),
        ["token"] = AnyText,
        ["topic"] = AnyText,
        ["condition"] = AnyText,
    });

    private static readonly Shape Body = new ObjectShape(new() { ["message"] = Message, ["validate_only"] = Flag });

    /// <summary>The first member that is unknown or of another type; <see langword="null"/> for a body that FCM gets to see.</summary>
    public static FcmError? Check(JsonElement body) => Body.Check(body, string.Empty);

    /// <summary>A member by its name in snake_case, or the same in camelCase.</summary>
    public static JsonElement Member(JsonElement parent, string name)
    {
        var value = JsonMembers.Member(parent, name);
        return value.ValueKind == JsonValueKind.Undefined && name.Contains('_', StringComparison.Ordinal) ? JsonMembers.Member(parent, CamelCase(name)) : value;
    }

    public static string? Text(JsonElement parent, string name) => JsonMembers.Text(Member(parent, name));

    /// <summary>Of protobuf's JSON: whole seconds, up to nine decimals, and an s.</summary>
    public static TimeSpan? DurationOf(string? text) =>
        text is { Length: > 1 } && text[^1] == 's'
            && decimal.TryParse(text.AsSpan(..^1), Signed, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) <= 315_576_000_000m
            ? TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    private static string CamelCase(string name)
    {
        var parts = name.Split('_');
        return parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }

    private static FcmError WrongValue(string path, string type, string problem) =>
        FcmError.InvalidJson(path, $"Invalid value at '{path}' ({type}), {problem}");

    private abstract class Shape
    {
        public FcmError? Check(JsonElement value, string path) => value.ValueKind == JsonValueKind.Null ? null : Judge(value, path);

        protected abstract FcmError? Judge(JsonElement value, string path);
    }

    private sealed class TextShape : Shape
    {
        protected override FcmError? Judge(JsonElement value, string path) =>
            JsonMembers.Text(value) is null ? WrongValue(path, "TYPE_STRING", value.GetRawText()) : null;
    }

    private sealed class KindShape(string type, params JsonValueKind[] kinds) : Shape
    {
        protected override FcmError? Judge(JsonElement value, string path) =>
            kinds.Contains(value.ValueKind) ? null : WrongValue(path, type, value.GetRawText());
    }

    private sealed class EnumShape(params string[] values) : Shape
    {
        protected override FcmError? Judge(JsonElement value, string path) =>
            values.Contains(JsonMembers.Text(value), StringComparer.OrdinalIgnoreCase) ? null : WrongValue(path, "TYPE_ENUM", value.GetRawText());
    }

    private sealed class DurationShape : Shape
    {
        protected override FcmError? Judge(JsonElement value, string path) =>
            DurationOf(JsonMembers.Text(value)) is null
                ? WrongValue(path, "type.googleapis.com/google.protobuf.Duration", "Illegal duration format; duration must end with 's'")
                : null;
    }

    private sealed class ListShape(Shape item) : Shape
    {
        protected override FcmError? Judge(JsonElement value, string path)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                return WrongValue(path, "TYPE_STRING", value.GetRawText());
            }

            var index = 0;
            foreach (var element in value.EnumerateArray())
            {
                if (item.Check(element, $"{path}[{index++}]") is { } error)
                {
                    return error;
                }
            }

            return null;
        }
    }

    private sealed class MapShape : Shape
    {
        protected override FcmError? Judge(JsonElement value, string path)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return WrongValue(path, "Map", "Cannot bind a list to map for field.");
            }

            var index = 0;
            foreach (var entry in value.EnumerateObject())
            {
                // Not absent: a map's value has to be there.
                if (JsonMembers.Text(entry.Value) is null)
                {
                    return WrongValue($"{path}[{index}].value", "TYPE_STRING", entry.Value.GetRawText());
                }

                index++;
            }

            return null;
        }
    }

    private sealed class ObjectShape(Dictionary<string, Shape> members) : Shape
    {
        private readonly FrozenDictionary<string, Shape> _members = members
            .SelectMany(member => new[] { member, new(CamelCase(member.Key), member.Value) })
            .DistinctBy(member => member.Key)
            .ToFrozenDictionary();

        protected override FcmError? Judge(JsonElement value, string path)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return FcmError.InvalidJson(path, $"Invalid JSON payload received. Expected an object at '{path}'.");
            }

            foreach (var member in value.EnumerateObject())
            {
                if (!_members.TryGetValue(member.Name, out var shape))
                {
                    var place = path.Length == 0 ? string.Empty : $" at '{path}'";
                    return FcmError.InvalidJson(path, $"Invalid JSON payload received. Unknown name \"{member.Name}\"{place}: Cannot find field.");
                }

                if (shape.Check(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}") is { } error)
                {
                    return error;
                }
            }

            return null;
        }
    }
}
