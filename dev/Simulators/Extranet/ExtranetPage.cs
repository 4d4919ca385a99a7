using System.Globalization;
using System.Text;
using System.Text.Json;
using MobileBackend.Simulators.Faults;
using static MobileBackend.Simulators.Hosting.JsonMembers;
using static MobileBackend.Simulators.Hosting.PageParts;

namespace MobileBackend.Simulators.Extranet;

/// <summary>The page of what arrived, for people: the newest last, the way a queue fills.</summary>
internal static class ExtranetPage
{
    private const int MostRows = 200;

    public static string Render(ExtranetBook book, FaultScript<ExtranetRequest> script, string? callbackId, bool refreshes)
    {
        var all = book.Messages;
        var requests = book.Requests;
        var messages = string.IsNullOrEmpty(callbackId) ? all : book.MessagesOf(callbackId);
        var refused = requests.Where(request => request is { Stored: false, Duplicate: false }).ToList();
        var page = new StringBuilder(16 * 1024);
        page.Append(Open("File de l’extranet", "File de l’extranet : demandes de rappel", Styles, refreshes));
        AppendSummary(page, all, refused.Count, requests.Count(request => request.Duplicate), script.Rules.Count);
        AppendLinks(page, callbackId, refreshes);
        AppendMessages(page, messages, callbackId);
        AppendRefused(page, refused);
        return page.Append(Close).ToString();
    }

    private static void AppendSummary(StringBuilder page, IReadOnlyList<ExtranetMessage> messages, int refused, int duplicates, int rules)
    {
        var callbacks = messages.Select(message => message.CallbackId).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        page.Append(
            French,
            $"<p><strong>{Count(messages.Count, "message enregistré", "messages enregistrés")}</strong> pour {Count(callbacks, "rappel", "rappels")} · ")
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
        var caption = string.IsNullOrEmpty(callbackId)
            ? "Messages reçus, du plus ancien au plus récent"
            : $"Messages du rappel {callbackId}, du plus ancien au plus récent";
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
        var callback = Member(document.RootElement, "callback");
        var name = $"{TextOf(callback, "firstName")} {TextOf(callback, "lastName")}".Trim();
        var interpreter = Member(callback, "interpreterNeeded").ValueKind == JsonValueKind.True ? "<br><small>interprète souhaité</small>" : string.Empty;
        page.Append(French, $"<tr><th scope=\"row\">{message.Sequence}</th><td>{Encode(Moment(message.ReceivedAt, "dd/MM/yyyy HH:mm:ss"))}</td>")
            .Append(
                French,
                $"<td><span class=\"{Encode(message.Type["callback.".Length..])}\">{Encode(Label(message.Type))}</span>"
                    + $"<br><code>{Encode(message.Type)}</code></td>")
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
        page.Append(
            "<div class=\"wide\" role=\"region\" aria-labelledby=\"refused\" tabindex=\"0\">"
                + "<table><caption id=\"refused\">Envois sans suite (refus et pannes simulées)")
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
        var slot = Member(callback, "reservedSlot");
        return (MessageContract.Instant(Member(slot, "startsAt")), MessageContract.Instant(Member(slot, "endsAt"))) is ({ } start, { } end)
            ? $"{Moment(start, "ddd d MMM yyyy, HH:mm")} – {Moment(end, "HH:mm")}"
            : string.Empty;
    }

    private static string TextOf(JsonElement callback, string name) => Text(Member(callback, name)) ?? string.Empty;

    private static string Ordinal(int position) => position == 1 ? "1<sup>er</sup>" : string.Create(French, $"{position}<sup>e</sup>");

    private const string Styles = """
        td:nth-child(2), td:nth-child(6) { white-space: nowrap; }
        .requested, .rescheduled, .cancelled { font-weight: 700; }
        .requested { color: #18753c; } .rescheduled { color: #0063cb; } .cancelled { color: #b34000; }
        """;
}
