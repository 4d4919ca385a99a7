using MobileBackend.Domain.Common;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MobileBackend.Infrastructure.Content;

/// <summary>Reads content files strictly: whatever a reader did not ask for is refused, as is whatever it asked for and is not there.</summary>
internal static class ContentFile
{
    /// <summary>What the library says of it, it says in English.</summary>
    private const string NotYaml =
        "Ce n’est pas du YAML à partir d’ici : vérifiez les retraits, les guillemets, les crochets, et qu’aucune clé ne vienne deux fois.";

    /// <summary>Reads each YAML file of a folder, in order of name.</summary>
    /// <exception cref="ContentException">A file does not say what <paramref name="read"/> asks for, or there is none.</exception>
    public static IReadOnlyList<T> ReadAll<T>(string folder, Func<ContentMap, T> read) =>
        [.. FilesOf(folder).Select(file => Read(file, File.ReadAllText(file), read))];

    /// <summary>The text of each YAML file of a folder, by the file's name.</summary>
    /// <exception cref="ContentException">There is none.</exception>
    public static IReadOnlyDictionary<string, string> TextsIn(string folder) =>
        FilesOf(folder).ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Reads the one YAML document of a text.</summary>
    /// <exception cref="ContentException">It does not say what <paramref name="read"/> asks for.</exception>
    public static T Read<T>(string file, string text, Func<ContentMap, T> read)
    {
        var document = new ContentDocument(file);
        return Root(document, new Parser(new StringReader(text))).Map(read);
    }

    /// <summary>
    /// Reads the one YAML document of a text of unknown origin: nothing in it may stand for something else, or be nested deeper than any content is.
    /// </summary>
    /// <exception cref="ContentException">It does not say what <paramref name="read"/> asks for.</exception>
    public static T ReadPlain<T>(string file, string text, Func<ContentMap, T> read)
    {
        var document = new ContentDocument(file);
        return Root(document, new PlainParser(document, new StringReader(text))).Map(read);
    }

    /// <summary>The same, and tells all that is wrong with it.</summary>
    /// <param name="file">What to call it.</param>
    /// <param name="text">The YAML.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="mostFaults">With so many the reading ends: whoever writes nothing but faults takes no longer for it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What was read, which is of use only without faults.</returns>
    public static (T? Value, IReadOnlyList<ContentException> Faults) ReadPlainWithAllFaults<T>(
        string file, string text, Func<ContentMap, T> read, int mostFaults, CancellationToken cancellationToken)
        where T : class
    {
        var document = new ContentDocument(file, mostFaults, cancellationToken);
        try
        {
            return (Root(document, new PlainParser(document, new StringReader(text))).Map(read), document.Faults);
        }
        catch (ContentException last)
        {
            return (null, [.. document.Faults, last]);
        }
    }

    private static List<string> FilesOf(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal).ToList() : [];
        return files.Count > 0 ? files : throw new ContentException(folder, 0, "There is no content here (setting Content:Folder).");
    }

    private static ContentNode Root(ContentDocument document, IParser parser)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(parser);
        }
        catch (YamlException exception)
        {
            throw document.Refusal(exception.Start.Line, new LocalizedText(NotYaml, exception.Message), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet throws on a list or map in brackets that does not end, and on an entry without a name in front of its colon.
            throw document.Refusal(parser.Current?.Start.Line ?? 1, new LocalizedText(NotYaml, "This is not YAML from here on."), exception);
        }

        return stream.Documents is [var only]
            ? new ContentNode(document, only.RootNode)
            : throw document.Refusal(1, new LocalizedText("Un seul document était attendu.", "Exactly one document was expected."));
    }
}
