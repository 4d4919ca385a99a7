using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Assessments;

/// <summary>The form of a file of <c>content/assessments</c>.</summary>
internal static class AssessmentContent
{
    private const int GreatestScore = 100;

    public static AssessmentDefinition Read(ContentMap map)
    {
        var code = map.Required("code");
        if (code.Text() != map.FileName)
        {
            throw code.Refusal("The code is not the name of the file.");
        }

        var definition = new AssessmentDefinition
        {
            Code = code.Text(),
            Version = map.Required("version").Number(1, int.MaxValue),
            Title = map.Required("title").Prose(),
            Introduction = map.Required("introduction").Prose(),
            Source = map.Required("source").Prose(),
            Licence = map.Required("licence").Word<LicenceStatus>(),
            LicenceNote = map.Required("licenceNote").Prose(),
            Status = map.Required("status").Word<ValidationStatus>(),
            Lists = [.. (map.Optional("lists")?.Entries() ?? []).Select(list => new AssessmentList(list.Key, list.Value.Prose()))],
            Items = [.. (map.Optional("items")?.List() ?? []).Select(item => item.Map(Item))],
            Bands = [.. (map.Optional("bands")?.List() ?? []).Select(band => band.Map(Band))],
        };
        return Checked(definition, code);
    }

    private static AssessmentItem Item(ContentMap map) => new(
        map.Required("key").Key(),
        map.Required("text").Prose(),
        [.. map.Required("options").List().Select(option => option.Map(part => new AssessmentOption(
            part.Required("key").Key(), part.Required("label").Prose(), part.Required("score").Number(0, GreatestScore))))]);

    private static AssessmentBand Band(ContentMap map) => new(
        map.Required("key").Key(),
        map.Required("from").Number(0, GreatestScore),
        map.Required("to").Number(0, GreatestScore),
        map.Required("label").Prose(),
        map.Required("advice").Prose(),
        map.Optional("routesToHuman")?.Flag() ?? false);

    /// <summary>Every score has exactly one band, and every answer its own key.</summary>
    private static AssessmentDefinition Checked(AssessmentDefinition definition, ContentNode code)
    {
        if (definition.Items.DistinctBy(item => item.Key).Count() != definition.Items.Count
            || definition.Items.Any(item => item.Options.Count < 2 || item.Options.DistinctBy(option => option.Key).Count() != item.Options.Count))
        {
            throw code.Refusal("Items and their options have keys of their own, and at least two options each.");
        }

        if (definition.HasScore == definition.Lists.Count > 0)
        {
            throw code.Refusal("An instrument has either items or lists.");
        }

        var next = 0;
        foreach (var band in definition.Bands)
        {
            if (band.From != next || band.To < band.From)
            {
                throw code.Refusal($"The bands do not follow each other: '{band.Key}' should begin at {next}.");
            }

            next = band.To + 1;
        }

        return next == (definition.HasScore ? definition.Maximum + 1 : 0)
            ? definition
            : throw code.Refusal($"The bands end at {next - 1}, the scores at {definition.Maximum}.");
    }
}
