using System.Text;
using MobileBackend.Simulators.Faults;
using static MobileBackend.Simulators.Hosting.PageParts;

namespace MobileBackend.Simulators.Firebase;

/// <summary>The page of what phones would show, for people.</summary>
internal static class PhonesPage
{
    private const int MostPhones = 60;
    private const int MostNotifications = 20;
    private const int MostRefused = 50;

    public static string Render(FcmBook book, int rules, bool refreshes)
    {
        var phones = Phone.Of(book.Messages);
        var page = new StringBuilder(16 * 1024);
        page.Append(Open("Notifications Firebase", "Firebase : ce que montrent les téléphones", Styles, refreshes));
        AppendSummary(page, book, phones.Count, rules);
        AppendLinks(page, refreshes);
        AppendPhones(page, phones, book.KeepsMessages);
        AppendRefused(page, book.Requests.Where(request => !request.Accepted).ToList());
        return page.Append(Close).ToString();
    }

    private static void AppendSummary(StringBuilder page, FcmBook book, int phones, int rules) =>
        page.Append(French, $"<p><strong>{Count(book.MessageCount, "message accepté", "messages acceptés")}</strong>")
            .Append(French, $" sur {Count(book.RequestCount, "envoi", "envois")}")
            .Append(book.KeepsMessages ? $" pour {Count(phones, "téléphone ou sujet", "téléphones ou sujets")}" : string.Empty)
            .Append(French, $" · {Count(book.DoubleCount, "doublon", "doublons")}")
            .Append(French, $" · au plus {Count(book.MostRequestsInOneSecond, "envoi", "envois")} en une seconde · ")
            .Append(rules == 0 ? "aucune panne simulée" : Count(rules, "règle de panne en cours", "règles de panne en cours"))
            .Append("</p>");

    private static void AppendLinks(StringBuilder page, bool refreshes) =>
        page.Append("<nav aria-label=\"Affichage\"><ul><li>")
            .Append(refreshes
                ? "<a href=\"/?refresh=0\">Arrêter l’actualisation automatique</a> (toutes les 5 secondes)"
                : "<a href=\"/?refresh=5\">Actualiser toutes les 5 secondes</a>")
            .Append("</li><li><a href=\"/phones\">Téléphones en JSON</a></li><li><a href=\"/messages\">Messages en JSON</a></li>")
            .Append("<li><a href=\"/requests\">Tous les envois en JSON</a></li><li><a href=\"/counts\">Compteurs en JSON</a></li></ul></nav>");

    private static void AppendPhones(StringBuilder page, IReadOnlyList<Phone> phones, bool keeps)
    {
        if (phones.Count == 0)
        {
            page.Append(keeps ? "<p>Rien pour le moment.</p>" : "<p>Les messages sont comptés sans être gardés.</p>");
            return;
        }

        if (phones.Count > MostPhones)
        {
            page.Append(French, $"<p>Les {MostPhones} derniers sur {phones.Count:N0}.</p>");
        }

        page.Append("<div class=\"phones\">");
        for (var index = 0; index < Math.Min(phones.Count, MostPhones); index++)
        {
            AppendPhone(page, phones[index], index);
        }

        page.Append("</div>");
    }

    private static void AppendPhone(StringBuilder page, Phone phone, int index)
    {
        page.Append(French, $"<section class=\"phone\" aria-labelledby=\"phone{index}\"><h2 id=\"phone{index}\">{(phone.IsTopic ? "Sujet" : "Téléphone")} ")
            .Append(French, $"<code title=\"{Encode(phone.Target)}\">{Encode(phone.IsTopic ? phone.Target : Shortened(phone.Target))}</code></h2>");
        foreach (var shown in phone.Notifications.Take(MostNotifications))
        {
            AppendNotification(page, shown);
        }

        if (phone.Notifications.Count > MostNotifications)
        {
            page.Append(French, $"<p><small>et {Count(phone.Notifications.Count - MostNotifications, "plus ancienne", "plus anciennes")}</small></p>");
        }

        if (phone.SilentCount > 0)
        {
            page.Append(French, $"<p><small>{Count(phone.SilentCount, "message sans affichage", "messages sans affichage")}</small></p>");
        }

        page.Append("</section>");
    }

    private static void AppendNotification(StringBuilder page, ShownNotification shown)
    {
        var message = shown.Message;
        page.Append(French, $"<article><p class=\"hour\"><time datetime=\"{message.ReceivedAt.UtcDateTime:O}\">")
            .Append(French, $"{Encode(Moment(message.ReceivedAt, "ddd d MMM, HH:mm"))}</time>")
            .Append(message.AndroidChannel is null ? string.Empty : $" · {Encode(message.AndroidChannel)}")
            .Append(French, $"</p><h3>{OrDash(message.Title)}</h3><p>{Encode(message.Text ?? string.Empty)}</p>")
            .Append(shown.Replacements == 0 ? string.Empty : $"<p><small>remplace {Count(shown.Replacements, "notification", "notifications")}</small></p>")
            .Append("</article>");
    }

    private static void AppendRefused(StringBuilder page, List<FcmRequest> refused)
    {
        if (refused.Count == 0)
        {
            return;
        }

        var shown = refused.Skip(Math.Max(0, refused.Count - MostRefused)).ToList();
        page.Append("<div class=\"wide\" role=\"region\" aria-labelledby=\"refused\" tabindex=\"0\"><table>")
            .Append("<caption id=\"refused\">Envois sans suite (refus et pannes simulées)")
            .Append(refused.Count > shown.Count ? $" ({shown.Count} derniers sur {refused.Count})" : string.Empty)
            .Append(" — heures de Paris</caption><thead><tr><th scope=\"col\">N° d’envoi</th><th scope=\"col\">Reçu le</th><th scope=\"col\">Destinataire</th>")
            .Append("<th scope=\"col\">Titre</th><th scope=\"col\">Réponse</th></tr></thead><tbody>");
        foreach (var request in shown)
        {
            page.Append(French, $"<tr><th scope=\"row\">{request.Sequence}</th><td>{Encode(Moment(request.ReceivedAt, "dd/MM/yyyy HH:mm:ss"))}</td>")
                .Append(French, $"<td>{OrDash(request.Token is { } token ? Shortened(token) : request.Topic)}</td>")
                .Append(French, $"<td>{OrDash(request.Title)}</td><td>{Encode(AnswerOf(request))}</td></tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static string AnswerOf(FcmRequest request) => (request.AnswerStatus, request.Fault?.Ending) switch
    {
        ({ } status, FaultEnding.Answer) when request.Refusal is null => $"{status} {request.Outcome} (simulé)",
        ({ } status, _) => $"{status} {request.Outcome}",
        (null, FaultEnding.Silence) => "aucune (silence simulé)",
        (null, FaultEnding.Cut) => "aucune (coupure simulée)",
        _ => "aucune",
    };

    private static string Shortened(string token) => token.Length <= 20 ? token : $"{token[..10]}…{token[^6..]}";

    private const string Styles = """
        .phones { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 1.5rem; align-items: start; }
        .phone { border: 3px solid #161616; border-radius: 1.5rem; padding: 1rem; background: #f6f6f6; min-width: 0; }
        .phone h2 { margin: 0 0 .75rem; font-size: 1rem; overflow-wrap: anywhere; }
        .phone article { background: #fff; border: 1px solid #ddd; border-radius: .75rem; padding: .75rem 1rem; margin-top: .75rem; overflow-wrap: anywhere; }
        .phone article h3 { margin: 0; font-size: 1rem; }
        .phone article p { margin: 0; }
        .hour, small { color: #3a3a3a; font-size: .875rem; }
        """;
}
