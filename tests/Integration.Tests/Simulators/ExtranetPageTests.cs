using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class ExtranetPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    [Fact]
    public async Task Page_HostileTexts_AreEncoded()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested();
        message["callback"]!["lastName"] = Hostile;
        message["callback"]!["firstName"] = "<img src=x onerror=alert(1)>";
        await client.StatusOfAsync(message);
        using var refused = await client.PostAsync("""{"type":"<script>","callback":{"id":"<script>"}}""", "<script>");

        var page = await client.Http.GetStringAsync("/");
        var filtered = await client.Http.GetStringAsync("/?callbackId=" + Uri.EscapeDataString("\"><script>"));

        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        foreach (var html in (string[])[page, filtered])
        {
            html.ShouldNotContain("<script", Case.Insensitive);
            html.ShouldNotContain("<img", Case.Insensitive);
        }
    }

    [Fact]
    public async Task Page_ShowsWhatArrived_NewestLast()
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);
        var callback = ExtranetClient.NewId();
        extranet.Script.Next(FaultStep.Answer(503));
        await client.StatusOfAsync(ExtranetClient.Requested(callbackId: callback));
        await client.StatusOfAsync(ExtranetClient.Requested(callbackId: callback));
        await client.StatusOfAsync(ExtranetClient.Cancelled(callback));

        using var answer = await client.Http.GetAsync("/");
        var page = await answer.Content.ReadAsStringAsync();

        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
        page.ShouldContain("<html lang=\"fr\">");
        page.ShouldContain("Camille Martin");
        page.ShouldContain("+33199001234");
        page.ShouldContain("lun. 23 nov. 2026, 10:00 – 10:30");
        page.ShouldContain("503 (simulé)");
        page.IndexOf("Rappel annulé", StringComparison.Ordinal).ShouldBeGreaterThan(page.IndexOf("Rappel demandé", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/?refresh=0", false)]
    public async Task Page_RefreshesItself_UnlessHeldStill(string path, bool refreshes)
    {
        await using var extranet = await ExtranetSimulator.StartAsync();
        using var client = new ExtranetClient(extranet);

        var page = await client.Http.GetStringAsync(path);

        page.Contains("http-equiv=\"refresh\"", StringComparison.Ordinal).ShouldBe(refreshes);
    }
}
