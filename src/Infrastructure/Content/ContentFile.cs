using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MobileBackend.Infrastructure.Content;

/// <summary>Reads content files strictly: whatever a reader did not ask for is refused, as is whatever it asked for and is not there.</summary>
internal static class ContentFile
{
    /// <summary>Reads each YAML file of a folder, in order of name.</summary>
    /// <exception cref="ContentException">A file does not say what <paramref name="read"/> asks for, or there is none.</exception>
    public static IReadOnlyList<T> ReadAll<T>(string folder, Func<ContentMap, T> read)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToList() : [];
        return files.Count == 0
            ? throw new ContentException(folder, 0, "There is no content here (setting Content:Folder).")
            : [.. files.Select(file => Read(file, File.ReadAllText(file), read))];
    }

    /// <summary>Reads the one YAML document of a text.</summary>
    /// <exception cref="ContentException">It does not say what <paramref name="read"/> asks for.</exception>
    public static T Read<T>(string file, string text, Func<ContentMap, T> read)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException exception)
        {
            throw new ContentException(file, exception.Start.Line, exception.Message, exception);
        }
        catch (InvalidOperationException exception)
        {
            // What YamlDotNet throws on a list or map in brackets that does not end.
            throw new ContentException(file, parser.Current?.Start.Line ?? 1, "This is not YAML from here on.", exception);
        }

        return stream.Documents is [var document]
            ? new ContentNode(file, document.RootNode).Map(read)
            : throw new ContentException(file, 1, "Exactly one document was expected.");
    }
}
