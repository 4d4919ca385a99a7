using MobileBackend.Application.HelpLines;
using MobileBackend.Domain.HelpLines;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.HelpLines;

/// <summary>The help lines, read once from files.</summary>
internal sealed class HelpLineCatalogue : IHelpLineCatalogue
{
    private readonly Dictionary<string, HelpLine> _byCode;

    /// <exception cref="ContentException">A file cannot be used, or a line that clients rely on has none.</exception>
    public HelpLineCatalogue(string folder)
    {
        // The name of a file is the line's code, so no code comes twice.
        _byCode = ContentFile.ReadAll(folder, HelpLineContent.Read).ToDictionary(line => line.Code, StringComparer.Ordinal);
        if (HelpLineCodes.All.FirstOrDefault(code => !_byCode.ContainsKey(code)) is { } missing)
        {
            throw new ContentException(folder, 0, $"The help line '{missing}' is missing.");
        }

        All = [.. HelpLineCodes.All.Select(code => _byCode[code]), .. _byCode.Values.Where(line => !HelpLineCodes.All.Contains(line.Code))];
    }

    public IReadOnlyList<HelpLine> All { get; }

    public HelpLine? Find(string code) => _byCode.GetValueOrDefault(code);
}
