using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Programmes;

/// <summary>The page of a simulation as an author sees it, in a real browser that holds it to its policy.</summary>
public sealed class SimulationInBrowserTests
{
    private const string Person = """
        {
          "goal": "quit", "enrolsOn": "2026-11-23", "quitsAfter": 7,
          "profile": { "cigarettesPerDay": 15, "triggers": ["coffee", "stress"], "pregnant": false },
          "behaviour": { "does": 0.7, "lapsesOnDays": [13], "craves": 0.1, "bands": { "ftnd": "strong" } }
        }
        """;

    /// <summary>What takes up room on the screen, and how it looks.</summary>
    private const string Seen = """
        (() => {
          const seen = selector => [...document.querySelectorAll(selector)].filter(element => {
            const { width, height } = element.getBoundingClientRect();
            return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          });
          return {
            heading: seen('h1').map(element => element.innerText).join(),
            days: seen('td[id^="d-"]').length,
            done: seen('.chart .done').length,
            undone: seen('.chart .undone').length,
            colours: [getComputedStyle(document.querySelector('header')).backgroundColor, getComputedStyle(document.querySelector('.chart .done')).fill],
            activities: seen('td .title').map(element => element.innerText),
            lapses: seen('.event.e-lapse').map(element => element.innerText),
            overflows: document.documentElement.scrollWidth > document.documentElement.clientWidth,
          };
        })()
        """;

    [Fact]
    public async Task Simulate_InABrowser_ShowsEachDayItsBarsAndActivitiesAndAsksForNothingElse()
    {
        Assert.SkipWhen(Chromium.SkipReason is not null, Chromium.SkipReason ?? string.Empty);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var simulation = JsonNode.Parse((await SimulateAsync(api, "application/json")).Body)!;
        var (policy, page) = await SimulateAsync(api, "text/html");
        var asked = new ConcurrentQueue<string>();
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            asked.Enqueue(context.Request.Path);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = policy;
            return context.Response.WriteAsync(page);
        });
        await using var browser = await Chromium.StartAsync();

        await browser.OpenAsync(new Uri(server.Address));
        var seen = await browser.EvaluateAsync(Seen);

        var (done, offered) = ((int)simulation["totals"]!["done"]!, (int)simulation["totals"]!["activities"]!);
        ((string)seen["heading"]!).ShouldBe($"Simulation : {simulation["title"]}, {simulation["goalTitle"]}");
        ((int)seen["days"]!).ShouldBe((int)simulation["totals"]!["days"]!);
        ((int)seen["done"]!).ShouldBe(done);
        ((int)seen["undone"]!).ShouldBe(offered - done);
        seen["colours"]!.AsArray().Select(colour => (string)colour!).ShouldAllBe(colour => colour == "rgb(0, 0, 145)");
        seen["activities"]!.AsArray().Select(title => (string)title!).ShouldBe(
            simulation["days"]!.AsArray().SelectMany(day => day!["activities"]!.AsArray()).Select(activity => (string)activity!["title"]!));
        seen["lapses"]!.AsArray().Select(words => (string)words!).ShouldBe(["Faux pas"]);
        ((bool)seen["overflows"]!).ShouldBeFalse("the chart and the calendar scroll within the page");
        browser.Complaints.ShouldBeEmpty();
        browser.Requested.ShouldBe([$"{server.Address}/"]);
        asked.ShouldBe(["/"]);
    }

    private static async Task<(string Policy, string Body)> SimulateAsync(ApiHost api, string accept)
    {
        using var editor = api.StaffClient("content-editor");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/staff/programmes/tis/simulations")
        {
            Content = new StringContent(Person, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        using var answer = await editor.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (
            answer.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.Single() : string.Empty,
            await answer.Content.ReadAsStringAsync());
    }
}
