using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Extranet;

/// <summary>The page of what arrived, for people: the newest last, the way a queue fills.</summary>
internal static class ExtranetPage
{
    private const int MostRows = 200;
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static string Render(ExtranetBook book, FaultScript script, string? callbackId, bool refreshes)
    {
        var all = book.Messages;
        var requests = book.Requests;
        var messages = string.IsNullOrEmpty(callbackId) ? all : book.MessagesOf(callbackId);
        var refused = requests.Where(request => request is { Stored: false, Duplicate: false }).ToList();
        var page = new StringBuilder(16 * 1024);
        page.Append(Head);
        if (refreshes)
        {
            page.Append("<meta http-equiv=\"refresh\" content=\"5\">");
        }

        page.Append("</head><body><header><p class=\"tag\">Simulateur</p><h1>File de l’extranet : demandes de rappel</h1></header><main>");
        AppendSummary(page, all, refused.Count, requests.Count(request => request.Duplicate), script.Rules.Count);
        AppendLinks(page, callbackId, refreshes);
        AppendMessages(page, messages, callbackId);
        AppendRefused(page, refused);
        return page.Append("</main></body></html>").ToString();
    }

    private static void AppendSummary(StringBuilder page, IReadOnlyList<ExtranetMessage> messages, int refused, int duplicates, int rules)
    {
        var callbacks = messages.Select(message => message.CallbackId).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        page.Append(French, $"<p><strong>{Count(messages.Count, "message enregistré", "messages enregistrés")}</strong> pour {Count(callbacks, "rappel", "rappels")} · ")
            .Append(French, $"{Count(duplicates, "doublon écarté", "doublons écartés")} · {Count(refused, "envoi sans suite", "envois sans suite")} · ")
            .Append(rules == 0 ? "aucune panne simulée" : Count(rules, "règle de panne en cours", "règles de panne en cours"))
            .Append("</p>");
    }

    private static void AppendLinks(StringBuilder page, string? callbackId, bool refreshes)
    {
        var filter = string.IsNullOrEmpty(callbackId) ? string.Empty : "callbackId=" + Uri.EscapeDataString(callbackId) + "&";
        page.Append("<nav aria-label=\"Affichage\"><ul><li>")
            .Append(refreshes
                ? $"<a href=\"/?{Encode(filter)}refresh=0\">Arrêter l’actualisation automatique</a> (toutes les 5 secondes)"
                : $"<a href=\"/?{Encode(filter)}refresh=5\">Actualiser toutes les 5 secondes</a>")
            .Append("</li><li><a href=\"/messages\">Messages en JSON</a></li><li><a href=\"/requests\">Tous les envois en JSON</a></li>")
            .Append(filter.Length == 0 ? string.Empty : "<li><a href=\"/\">Tous les rappels</a></li>")
            .Append("</ul></nav>");
    }

    private static void AppendMessages(StringBuilder page, IReadOnlyList<ExtranetMessage> messages, string? callbackId)
    {
        var shown = messages.Skip(Math.Max(0, messages.Count - MostRows)).ToList();
        var caption = string.IsNullOrEmpty(callbackId) ? "Messages reçus, du plus ancien au plus récent" : $"Messages du rappel {callbackId}, du plus ancien au plus récent";
        page.Append("<div class=\"wide\" role=\"region\" aria-labelledby=\"messages\" tabindex=\"0\"><table><caption id=\"messages\">")
            .Append(Encode(caption))
            .Append(messages.Count > shown.Count ? $" ({MostRows} derniers sur {messages.Count})" : string.Empty)
            .Append(" — heures de Paris</caption><thead><tr>");
        AppendHeadings(page, "N°", "Reçu le", "Message", "Rappel", "Nom", "Téléphone", "Créneau réservé", "État");
        page.Append("</tr></thead><tbody>");
        foreach (var message in shown)
        {
            AppendMessage(page, message);
        }

        page.Append(shown.Count == 0 ? "<tr><td colspan=\"8\">Rien pour le moment.</td></tr>" : string.Empty).Append("</tbody></table></div>");
    }

    private static void AppendMessage(StringBuilder page, ExtranetMessage message)
    {
        using var document = JsonDocument.Parse(message.Utf8Body);
        var callback = MessageContract.Member(document.RootElement, "callback");
        var name = $"{TextOf(callback, "firstName")} {TextOf(callback, "lastName")}".Trim();
        var interpreter = MessageContract.Member(callback, "interpreterNeeded").ValueKind == JsonValueKind.True ? "<br><small>interprète souhaité</small>" : string.Empty;
        page.Append(French, $"<tr><th scope=\"row\">{message.Sequence}</th><td>{Encode(Moment(message.ReceivedAt, "dd/MM/yyyy HH:mm:ss"))}</td>")
            .Append(French, $"<td><span class=\"{Encode(message.Type["callback.".Length..])}\">{Encode(Label(message.Type))}</span><br><code>{Encode(message.Type)}</code></td>")
            .Append(French, $"<td><a href=\"/?callbackId={Encode(Uri.EscapeDataString(message.CallbackId))}\"><code>{Encode(message.CallbackId)}</code></a>")
            .Append(French, $"<br><small>{Ordinal(message.Position)} message de ce rappel</small></td>")
            .Append(French, $"<td>{OrDash(name)}{interpreter}</td><td>{OrDash(TextOf(callback, "phoneNumber"))}</td><td>{OrDash(SlotOf(callback))}</td>")
            .Append("<td>enregistré")
            .Append(message.Duplicates == 0 ? string.Empty : $"<br><small>{Count(message.Duplicates, "doublon écarté", "doublons écartés")}</small>")
            .Append("</td></tr>");
    }

    private static void AppendRefused(StringBuilder page, List<ExtranetRequest> refused)
    {
        if (refused.Count == 0)
        {
            return;
        }

        var shown = refused.Skip(Math.Max(0, refused.Count - 50)).ToList();
        page.Append("<div class=\"wide\" role=\"region\" aria-labelledby=\"refused\" tabindex=\"0\"><table><caption id=\"refused\">Envois sans suite (refus et pannes simulées)")
            .Append(refused.Count > shown.Count ? $" ({shown.Count} derniers sur {refused.Count})" : string.Empty)
            .Append("</caption><thead><tr>");
        AppendHeadings(page, "N° d’envoi", "Reçu le", "Message", "Rappel", "Réponse");
        page.Append("</tr></thead><tbody>");
        foreach (var request in shown)
        {
            page.Append(French, $"<tr><th scope=\"row\">{request.Sequence}</th><td>{Encode(Moment(request.ReceivedAt, "dd/MM/yyyy HH:mm:ss"))}</td>")
                .Append(French, $"<td>{OrDash(request.Type)}</td><td>{OrDash(request.CallbackId)}</td><td>{Encode(AnswerOf(request))}</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static void AppendHeadings(StringBuilder page, params ReadOnlySpan<string> headings)
    {
        foreach (var heading in headings)
        {
            page.Append("<th scope=\"col\">").Append(heading).Append("</th>");
        }
    }

    private static string AnswerOf(ExtranetRequest request) =>
        request.AnswerStatus is { } status
            ? status.ToString(CultureInfo.InvariantCulture) + (request.Fault is { Ending: FaultEnding.Answer } ? " (simulé)" : string.Empty)
            : request.Fault?.Ending switch
            {
                FaultEnding.Silence => "aucune (silence simulé)",
                FaultEnding.Cut => "aucune (coupure simulée)",
                _ => "aucune",
            };

    private static string Label(string type) => type switch
    {
        MessageContract.Requested => "Rappel demandé",
        MessageContract.Rescheduled => "Rappel déplacé",
        MessageContract.Cancelled => "Rappel annulé",
        _ => type,
    };

    private static string SlotOf(JsonElement callback)
    {
        var slot = MessageContract.Member(callback, "reservedSlot");
        return (MessageContract.Instant(MessageContract.Member(slot, "startsAt")), MessageContract.Instant(MessageContract.Member(slot, "endsAt"))) is ({ } start, { } end)
            ? $"{Moment(start, "ddd d MMM yyyy, HH:mm")} – {Moment(end, "HH:mm")}"
            : string.Empty;
    }

    private static string TextOf(JsonElement callback, string name) => MessageContract.Text(MessageContract.Member(callback, name)) ?? string.Empty;

    private static string Moment(DateTimeOffset instant, string format) => TimeZoneInfo.ConvertTime(instant, Paris).ToString(format, French);

    private static string Count(int count, string one, string many) => string.Create(French, $"{count:N0} {(count < 2 ? one : many)}");

    private static string Ordinal(int position) => position == 1 ? "1<sup>er</sup>" : string.Create(French, $"{position}<sup>e</sup>");

    private static string OrDash(string? text) => string.IsNullOrEmpty(text) ? "—" : Encode(text);

    /// <summary>Escapes the five characters of markup; HtmlEncoder would write the + of a phone number as an entity too.</summary>
    private static string Encode(string text) => SecurityElement.Escape(text);

    private const string Head = """
        <!doctype html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>File de l’extranet (simulateur)</title>
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
        td:nth-child(2), td:nth-child(6) { white-space: nowrap; }
        code { font-size: .8125rem; }
        .requested, .rescheduled, .cancelled { font-weight: 700; }
        .requested { color: #18753c; } .rescheduled { color: #0063cb; } .cancelled { color: #b34000; }
        </style>

        """;
}
