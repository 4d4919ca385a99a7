using MobileBackend.Domain.Assessments;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Content;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Assessments;

public sealed class AssessmentTests
{
    private static readonly IReadOnlyDictionary<string, AssessmentDefinition> All =
        ContentFile.ReadAll(Path.Combine(SolutionFolder.Find(), "content", "assessments"), AssessmentContent.Read).ToDictionary(known => known.Code);

    [Fact]
    public void Content_HoldsTheInstrumentsThatClientsKnow() => All.Keys.Order().ShouldBe(["cast", "decisional-balance", "ftnd", "hsi", "q-mat"]);

    /// <summary>
    /// Published maxima: Heatherton 1991; Aubin 2004, whose weights sum to 20 and not to the 23 of a sheet that circulates; OFDT's full version.
    /// </summary>
    [Theory]
    [InlineData("ftnd", 10, 6)]
    [InlineData("hsi", 6, 2)]
    [InlineData("q-mat", 20, 4)]
    [InlineData("cast", 24, 6)]
    public void Maximum_OfEach_IsThePublishedOne(string code, int maximum, int items)
    {
        All[code].Maximum.ShouldBe(maximum);
        All[code].Items.Count.ShouldBe(items);
    }

    [Theory]
    [InlineData("ftnd", 2, "none")]
    [InlineData("ftnd", 3, "weak")]
    [InlineData("ftnd", 4, "weak")]
    [InlineData("ftnd", 5, "medium")]
    [InlineData("ftnd", 7, "strong")]
    [InlineData("hsi", 1, "low")]
    [InlineData("hsi", 2, "medium")]
    [InlineData("hsi", 5, "high")]
    [InlineData("q-mat", 6, "insufficient")]
    [InlineData("q-mat", 7, "average")]
    [InlineData("q-mat", 13, "good")]
    [InlineData("cast", 2, "none")]
    [InlineData("cast", 3, "low")]
    [InlineData("cast", 7, "high")]
    public void Score_EachSide_OfACutOffHasItsBand(string code, int score, string band)
    {
        var outcome = All[code].Score(Answers(All[code], score)).Value;
        outcome.Score.ShouldBe(score);
        outcome.Band.Key.ShouldBe(band);
    }

    [Theory]
    [InlineData("ftnd")]
    [InlineData("hsi")]
    [InlineData("q-mat")]
    [InlineData("cast")]
    public void Score_AnAnswerMissingOrUnknown_IsRefusedAtTheItem(string code)
    {
        var definition = All[code];
        foreach (var item in definition.Items)
        {
            var answers = Answers(definition, definition.Maximum);
            answers.Remove(item.Key);
            definition.Score(answers).Error.ShouldBe(AssessmentErrors.MissingAnswer.At($"answers.{item.Key}"));
            answers[item.Key] = new AssessmentAnswer("perhaps", null);
            definition.Score(answers).Error.ShouldBe(AssessmentErrors.UnknownAnswer.At($"answers.{item.Key}"));
        }

        var more = Answers(definition, 0);
        more["shoe-size"] = new AssessmentAnswer("42", null);
        definition.Score(more).Error.ShouldBe(AssessmentErrors.UnknownItem.At("answers.shoe-size"));
    }

    [Fact]
    public void CheckLists_WhatCannotBeWeighed_IsRefusedAtItsPlace()
    {
        var balance = All["decisional-balance"];
        BalanceEntry good = new("Mon souffle", 7);
        Check("stopping-advantages", good).ShouldBeNull();
        Check("stopping-advantages", [.. Enumerable.Repeat(good, BalanceEntry.MostInAList)]).ShouldBeNull();
        Check("stopping-advantages", [.. Enumerable.Repeat(good, BalanceEntry.MostInAList + 1)])
            .ShouldBe(AssessmentErrors.Entries.At("answers.stopping-advantages"));
        Check("stopping-advantages", good, good with { Weight = 11 }).ShouldBe(AssessmentErrors.Entry.At("answers.stopping-advantages[1]"));
        Check("stopping-advantages", good with { Weight = -1 }).ShouldBe(AssessmentErrors.Entry.At("answers.stopping-advantages[0]"));
        Check("stopping-advantages", good with { Text = new string('x', BalanceEntry.LongestText + 1) })
            .ShouldBe(AssessmentErrors.Entry.At("answers.stopping-advantages[0]"));
        Check("stopping-advantages", good with { Text = " " }).ShouldBe(AssessmentErrors.Entry.At("answers.stopping-advantages[0]"));
        Check("weather", good).ShouldBe(AssessmentErrors.UnknownItem.At("answers.weather"));

        Domain.Common.Error? Check(string list, params IReadOnlyList<BalanceEntry> entries) =>
            balance.CheckLists(new Dictionary<string, AssessmentAnswer> { [list] = new(Option: null, entries) }).Error;
    }

    [Fact]
    public void Bands_OfStrongDependence_LeadToAHuman() =>
        All.Values.SelectMany(known => known.Bands.Where(band => band.RoutesToHuman).Select(band => $"{known.Code} {band.Key}"))
        .ShouldBe(["cast high", "ftnd medium", "ftnd strong", "hsi medium", "hsi high"]);

    /// <summary>Answers that add up to a score: the greatest that fits, item by item.</summary>
    private static Dictionary<string, AssessmentAnswer> Answers(AssessmentDefinition definition, int score)
    {
        var answers = Search(definition, 0, score);
        return answers ?? throw new InvalidOperationException($"{definition.Code} has no answers that make {score}.");
    }

    private static Dictionary<string, AssessmentAnswer>? Search(AssessmentDefinition definition, int place, int left)
    {
        if (place == definition.Items.Count)
        {
            return left == 0 ? [] : null;
        }

        var item = definition.Items[place];
        foreach (var option in item.Options.Where(option => option.Score <= left).OrderByDescending(option => option.Score))
        {
            if (Search(definition, place + 1, left - option.Score) is { } rest)
            {
                rest[item.Key] = new AssessmentAnswer(option.Key, null);
                return rest;
            }
        }

        return null;
    }
}
