using System.Globalization;

namespace MobileBackend.Domain.Common;

/// <summary>A text that people read, in French and in English. French is what is shown unless English was asked for.</summary>
public sealed record LocalizedText(string French, string English)
{
    /// <summary>The text in the language of the current request (<see cref="CultureInfo.CurrentUICulture"/>).</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    public string In(CultureInfo culture) =>
        string.Equals(culture.TwoLetterISOLanguageName, "en", StringComparison.Ordinal) ? English : French;
}
