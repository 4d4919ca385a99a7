using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MobileBackend.Api.Json;
using MobileBackend.Api.V1.Common;
using MobileBackend.Api.V1.Programmes.Simulations;
using MobileBackend.Application.Programmes.Simulation;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Simulation;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class SimulationPageTests
{
    private const string Hostile = "<script>alert(1)</script> \"'&";

    [Fact]
    public void Render_TextsThatLookLikeMarkup_AreWrittenAsText()
    {
        var page = SimulationPage.Render(Simulate(programme => programme with
        {
            Title = Hostile,
            Goals = [
                .. programme.Goals.Select(goal => goal with { Title = Hostile, Phases = [.. goal.Phases.Select(phase => phase with { Title = Hostile })] })],
            Activities = [.. programme.Activities.Select(activity => activity with { Title = Hostile, Why = Hostile })],
        }));
        page.ShouldContain("&lt;script&gt;alert(1)");
        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldNotContain("\"'&");
    }

    [Fact]
    public void Render_APage_NeedsNothingButItselfAndObeysItsPolicy()
    {
        var page = SimulationPage.Render(Simulate());
        Regex.IsMatch(
            page,
            "(src|srcset)=|href=\"[^#]|@import|url\\(|<link|<form|<iframe|\\son[a-z]+=|\\sstyle=",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(5)).ShouldBeFalse();
        var style = Regex.Match(page, "<style>(?<style>.*)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Groups["style"].Value;
        SimulationPage.Policy.ShouldContain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'");
    }

    [Fact]
    public void Render_ALapse_IsOnItsDayInWordsWithItsRule()
    {
        var page = WebUtility.HtmlDecode(SimulationPage.Render(Simulate()));
        page.ShouldContain("<html lang=\"fr\">");
        page.ShouldContain("<th scope=\"col\">lundi</th>");
        var day = Regex.Match(page, "<td id=\"d-2026-12-02\".*?</td>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Value;
        day.ShouldContain("J+2");
        day.ShouldContain("Faux pas</p>");
        day.ShouldContain("après un faux pas, jours 0 à 2");
        page.ShouldContain("jamais venu");
    }

    [Fact]
    public void Render_ARelapse_CountsNoMoreFromAQuitDateThatIsGone()
    {
        var page =
            WebUtility.HtmlDecode(SimulationPage.Render(Simulate(person: person => person with { LapsesOn = [], RelapsesOn = 10, TriesAgainAfter = 5 })));
        Regex.Matches(page, "<p class=\"day\"><b>(?<name>[^<]*)</b>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => match.Groups["name"].Value).Skip(9).Take(8)
            .ShouldBe(["J+2", "jour 10", "jour 11", "jour 12", "jour 13", "jour 14", "J−1", "jour J"]);
    }

    [Theory]
    [InlineData("12", typeof(AnswerInput.Number))]
    [InlineData("12.5", typeof(AnswerInput.Unusable))]
    [InlineData("1e400", typeof(AnswerInput.Unusable))]
    [InlineData("9999999999", typeof(AnswerInput.Unusable))]
    [InlineData("true", typeof(AnswerInput.Flag))]
    [InlineData("\"coffee\"", typeof(AnswerInput.Text))]
    [InlineData("\"\\ud800\"", typeof(AnswerInput.Unusable))]
    [InlineData("\"\\u0000\"", typeof(AnswerInput.Unusable))]
    [InlineData("[\"coffee\",\"stress\"]", typeof(AnswerInput.Words))]
    [InlineData("[\"\\ud800\"]", typeof(AnswerInput.Unusable))]
    [InlineData("[1]", typeof(AnswerInput.Unusable))]
    [InlineData("[]", typeof(AnswerInput.Words))]
    [InlineData("{\"a\":[{}]}", typeof(AnswerInput.Unusable))]
    [InlineData("null", typeof(AnswerInput.Nothing))]
    public void ProfileValue_AnyJson_IsReadWithoutAFault(string json, Type expected) =>
        JsonSerializer.Deserialize<Dictionary<string, ProfileValue>>($"{{\"key\":{json}}}", ApiJson.Options)!["key"].Input.ShouldBeOfType(expected);

    [Theory]
    [InlineData("12")]
    [InlineData("false")]
    [InlineData("\"coffee\"")]
    [InlineData("[\"coffee\",\"stress\"]")]
    [InlineData("null")]
    public void ProfileValue_WhatWasRead_IsWrittenAsItCame(string json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<ProfileValue>(json, ApiJson.Options), ApiJson.Options).ShouldBe(json);

    private static SimulationResponse Simulate(
        Func<ProgrammeDefinition, ProgrammeDefinition>? programme = null, Func<SimulatedPerson, SimulatedPerson>? person = null)
    {
        var definition = SmallProgramme.Read();
        definition = programme?.Invoke(definition) ?? definition;
        var someone = new SimulatedPerson { Seed = 1, Goal = GoalKind.Quit, EnrolsOn = new DateOnly(2026, 11, 23), QuitsAfter = 7, Does = 0.7, LapsesOn = [9] };
        someone = person?.Invoke(someone) ?? someone;
        return SimulationResponse.From(definition, definition.Find(GoalKind.Quit)!, someone, "Europe/Paris", Simulator.Run(definition, someone, 40));
    }
}
