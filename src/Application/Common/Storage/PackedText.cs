using System.IO.Compression;
using System.Text;

namespace MobileBackend.Application.Common.Storage;

/// <summary>
/// Stored texts that are large and repeat themselves, packed by Brotli: the version stays in front (<c>v1:</c> and Base64), readable before anything is
/// unpacked.
/// </summary>
public static class PackedText
{
    /// <param name="text">Such as <see cref="StoredText.Write{TForm}"/> returns.</param>
    public static string Pack(string text)
    {
        var mark = MarkOf(text);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text, mark.Length, text.Length - mark.Length));
        }

        return mark + Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
    }

    /// <exception cref="StoredFormException">The text was not packed.</exception>
    public static string Unpack(string packed)
    {
        var mark = MarkOf(packed);
        try
        {
            using var brotli = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed[mark.Length..])), CompressionMode.Decompress);
            using var reader = new StreamReader(brotli, Encoding.UTF8);
            return mark + reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new StoredFormException("A stored text that should be packed is not.");
        }
    }

    /// <summary>The version of a text, with its colon.</summary>
    private static string MarkOf(string text)
    {
        StoredText.VersionOf(text);
        return text[..(text.IndexOf(':', StringComparison.Ordinal) + 1)];
    }
}
