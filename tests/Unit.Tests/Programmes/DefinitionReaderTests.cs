using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Checking;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

/// <summary>How often definitions are judged, and for how many at once.</summary>
public sealed class DefinitionReaderTests
{
    [Fact]
    public async Task FindFaults_OfTheSameTextAgain_IsNotJudgedAgain()
    {
        using var reader = new DefinitionReader(ShippedContent.Reader);
        var text = Faulty("colour");

        var first = await FindAsync(reader, text);

        first.ShouldNotBeEmpty();
        (await FindAsync(reader, text)).ShouldBeSameAs(first);
        (await FindAsync(reader, $"{text} ")).ShouldNotBeSameAs(first);
        (await FindAsync(reader, text, "jeanne"))[0].Problem.English.ShouldBe("The slug is not the name of the file.");
    }

    [Fact]
    public async Task FindFaults_OfMoreTextsThanAreKept_ForgetsTheFirst()
    {
        using var reader = new DefinitionReader(ShippedContent.Reader);
        var first = await FindAsync(reader, Faulty("colour"));
        foreach (var number in Enumerable.Range(1, DefinitionReader.MostKept - 1))
        {
            await FindAsync(reader, Faulty($"colour{number}"));
        }

        (await FindAsync(reader, Faulty("colour"))).ShouldBeSameAs(first);
        await FindAsync(reader, Faulty("smell"));
        (await FindAsync(reader, Faulty("colour"))).ShouldNotBeSameAs(first);
    }

    [Fact]
    public async Task FindFaults_OfMoreThanOneThatWaits_AreToldToComeBack()
    {
        using var reader = new DefinitionReader(ShippedContent.Reader);
        var text = await File.ReadAllTextAsync(ShippedContent.PathOf("jeanne"));

        // Each on a thread of its own, since the pool of a busy machine lets them come one after the other; again, where one was judged before the third came.
        Result<DefinitionFault[]>[] together = [];
        for (var round = 0; round < 10 && !together.Any(answer => answer.IsFailure); round++)
        {
            together = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Factory.StartNew(
                () => reader.FindFaultsAsync("jeanne", $"{text}\n# {round}.{number}", TestContext.Current.CancellationToken),
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()));
        }

        together.Where(answer => answer.IsFailure).Select(answer => answer.Error).Distinct().ShouldBe([CommonErrors.Overloaded]);
        together.Count(answer => !answer.IsFailure).ShouldBeGreaterThanOrEqualTo(2);
        (await reader.FindFaultsAsync("jeanne", text, TestContext.Current.CancellationToken)).Value.ShouldBeEmpty("their turns are over");
    }

    private static string Faulty(string key) => $"{ProgrammeTexts.Small(2)}\n{key}: red\n";

    private static async Task<IReadOnlyList<DefinitionFault>> FindAsync(DefinitionReader reader, string text, string slug = "tis") =>
        (await reader.FindFaultsAsync(slug, text, TestContext.Current.CancellationToken)).Value;
}
