using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;

namespace MobileBackend.FaultRun;

/// <summary>What the partners do wrong while they are up: slow to all, and something worse to some.</summary>
internal static class Lies
{
    private const int TenMegabytes = 10 * 1024 * 1024;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Slow enough that the queue is not empty.</summary>
    private static readonly FaultStep Slow = FaultStep.Slow(TimeSpan.FromMilliseconds(600));

    private static readonly (string Name, double Share, FaultStep Step)[] OnTheWay =
    [
        ("cut before storing", 0.03, FaultStep.CutBeforeStoring),
        ("cut after storing", 0.05, FaultStep.CutAfterStoring),
        ("silence", 0.02, FaultStep.Silence),
        ("silence after storing", 0.03, FaultStep.SilenceAfterStoring),
        ("HTML instead of JSON", 0.03, FaultStep.Html(502)),
        ("10 MB", 0.02, FaultStep.Answer(500).WithBodyOf(TenMegabytes)),
        ("redirect", 0.03, FaultStep.Redirect("http://127.0.0.1:9/elsewhere")),
    ];

    private static readonly (string Name, double Share, FaultStep Step)[] OfTheExtranet =
    [
        .. OnTheWay,
        ("202 twice", 0.15, FaultStep.AcceptDuplicates),
        ("200 with HTML", 0.03, FaultStep.Html(200)),
        ("500 after storing", 0.03, FaultStep.Answer(500).Storing(true)),
        ("503 with Retry-After", 0.03, FaultStep.Answer(503).WithRetryAfter(Second)),
        ("429 with Retry-After", 0.03, FaultStep.Answer(429).WithRetryAfter(Second)),
    ];

    private static readonly (string Name, double Share, FaultStep Step)[] OfFirebase =
    [
        .. OnTheWay,
        ("503 with Retry-After", 0.05, FcmFault.Unavailable(Second)),
        ("500", 0.03, FcmFault.Internal),
        ("429 with Retry-After", 0.03, FcmFault.QuotaExceeded(Second)),
        ("bare 404", 0.01, FcmFault.BareNotFound),
    ];

    public static void Tell(ExtranetSimulator extranet) => Tell(extranet.Script, OfTheExtranet);

    public static void Tell(FirebaseSimulator firebase)
    {
        Tell(firebase.Script, OfFirebase);
        firebase.TokenScript.Mix(new FaultMix(FaultStep.Pass, new FaultShare(0.2, FaultStep.Answer(503))));
    }

    /// <summary>The truth, at the pace of the lies, so that a queue remains.</summary>
    public static void BeHonest(ExtranetSimulator extranet) => Tell(extranet.Script, []);

    public static void BeHonest(FirebaseSimulator firebase)
    {
        Tell(firebase.Script, []);
        firebase.TokenScript.Clear();
    }

    /// <summary>How often each was told to the service.</summary>
    public static IEnumerable<(string Name, int Times)> Told(ExtranetSimulator extranet) =>
        Told(OfTheExtranet, [.. extranet.Book.Requests.Select(request => request.Fault)], "extranet");

    public static IEnumerable<(string Name, int Times)> Told(FirebaseSimulator firebase) =>
        Told(OfFirebase, [.. firebase.Book.Requests.Select(request => request.Fault)], "FCM");

    private static IEnumerable<(string Name, int Times)> Told(
        (string Name, double Share, FaultStep Step)[] lies, IReadOnlyList<FaultStep?> served, string who) =>
        lies.Append(("slow", 0, Slow)).Select(lie => ($"{who}: {lie.Name}", served.Count(step => step == lie.Step)));

    private static void Tell<TRequest>(FaultScript<TRequest> script, IEnumerable<(string Name, double Share, FaultStep Step)> lies)
    {
        script.Clear();
        script.Mix(new FaultMix(Slow, lies.Select(lie => new FaultShare(lie.Share, lie.Step))));
    }
}
