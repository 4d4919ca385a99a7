using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Journal;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>How what people tell about themselves is sealed.</summary>
internal static class EnrolmentSealing
{
    private const string StateColumn = "enrolments:state";
    private const string JournalColumn = "journal_entries:content";

    /// <summary>Names and words as they are in code: whoever renames one there reads the former name as well, for states outlive releases.</summary>
    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new SavingsGoalConverter() },
    };

    public static SealedText SealState(this IPersonalDataSealer sealer, EnrolmentId id, EnrolmentState state) =>
        sealer.Seal(StateColumn, id.Value, Pack(JsonSerializer.SerializeToUtf8Bytes(state, Json)));

    public static EnrolmentState OpenState(this IPersonalDataSealer sealer, Enrolment enrolment) =>
        JsonSerializer.Deserialize<EnrolmentState>(Unpack(sealer.Open(StateColumn, enrolment.Id.Value, enrolment.State)), Json)!;

    public static SealedText SealEntry<T>(this IPersonalDataSealer sealer, JournalEntryId id, T content) =>
        sealer.Seal(JournalColumn, id.Value, JsonSerializer.Serialize(content, Json));

    public static T OpenEntry<T>(this IPersonalDataSealer sealer, JournalEntry entry) =>
        JsonSerializer.Deserialize<T>(sealer.Open(JournalColumn, entry.Id.Value, entry.Content), Json)!;

    /// <summary>Half a year of offers is some 60 KB that repeat themselves, and about a tenth of it packed.</summary>
    private static string Pack(byte[] clear)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(clear);
        }

        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    private static byte[] Unpack(string packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
        using var clear = new MemoryStream();
        brotli.CopyTo(clear);
        return clear.ToArray();
    }

    private sealed class SavingsGoalConverter : JsonConverter<SavingsGoal>
    {
        public override SavingsGoal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<Stored>(ref reader, options)!;
            return SavingsGoal.Parse(stored.Label, stored.Cents).Value;
        }

        public override void Write(Utf8JsonWriter writer, SavingsGoal value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Stored(value.Label, value.Cents), options);

        private sealed record Stored(string Label, int Cents);
    }
}
