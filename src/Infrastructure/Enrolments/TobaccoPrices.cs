using MobileBackend.Application.Enrolments.Benefits;
using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Enrolments;

/// <summary>The prices of tobacco, read once from their file.</summary>
/// <exception cref="ContentException">The file cannot be used, or is not there.</exception>
internal sealed class TobaccoPrices(string file) : ITobaccoPrices
{
    public PriceList Packs { get; } = File.Exists(file)
        ? ContentFile.Read(file, File.ReadAllText(file), TobaccoPriceContent.Read)
        : throw new ContentException(file, 0, "There is no content here (setting Content:Folder).");
}
