using System.Globalization;
using System.Security;

namespace MobileBackend.Simulators.Hosting;

/// <summary>How the simulators' pages look and write, for people in France.</summary>
internal static class PageParts
{
    public static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The page up to its <c>main</c>.</summary>
    /// <param name="title">Of the window.</param>
    /// <param name="heading">Of the page.</param>
    /// <param name="styles">CSS of this page alone.</param>
    /// <param name="refreshes">Whether it loads itself again every 5 seconds.</param>
    public static string Open(string title, string heading, string styles, bool refreshes) => $$"""
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{title}} (simulateur)</title>
        <style>
        :root { color-scheme: light; font: 16px/1.5 system-ui, "Liberation Sans", Arial, sans-serif; color: #161616; background: #fff; }
        body { margin: 0; }
        header { background: #000091; color: #fff; padding: 1rem 2rem; }
        header h1 { margin: 0; font-size: 1.5rem; }
        .tag { margin: 0; font-size: .875rem; text-transform: uppercase; letter-spacing: .05em; }
        main { padding: 1rem 2rem 3rem; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 2rem; padding: 0; list-style: none; }
        a { color: #000091; }
        a:focus-visible, .wide:focus-visible { outline: 3px solid #0a76f6; outline-offset: 2px; }
        .wide { overflow-x: auto; margin-top: 1.5rem; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: 700; padding: .5rem 0; }
        th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #ddd; }
        thead th { background: #f6f6f6; border-bottom: 2px solid #000091; white-space: nowrap; }
        code { font-size: .8125rem; }
        {{styles}}
        </style>
        {{(refreshes ? "<meta http-equiv=\"refresh\" content=\"5\">" : string.Empty)}}
        </head><body><header><p class="tag">Simulateur</p><h1>{{heading}}</h1></header><main>
        """;

    public const string Close = "</main></body></html>";

    public static string Moment(DateTimeOffset instant, string format) => TimeZoneInfo.ConvertTime(instant, Paris).ToString(format, French);

    public static string Count(long count, string one, string many) => string.Create(French, $"{count:N0} {(count < 2 ? one : many)}");

    public static string OrDash(string? text) => string.IsNullOrEmpty(text) ? "—" : Encode(text);

    /// <summary>Escapes the five characters of markup; HtmlEncoder would write the + of a phone number as an entity too.</summary>
    public static string Encode(string text) => SecurityElement.Escape(text);
}
