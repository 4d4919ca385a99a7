using MobileBackend.Simulators.Extranet;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

public sealed class ExtranetJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("extranet-book-").FullName;

    private ExtranetSimulatorOptions Options => new() { JournalFile = Path.Combine(_folder, "book.jsonl") };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task File_ReadAgainAtStart_KeepsOrderAndKnowsDuplicates()
    {
        var callback = ExtranetClient.NewId();
        var message = ExtranetClient.Requested(callbackId: callback);
        await using (var extranet = await ExtranetSimulator.StartAsync(Options))
        {
            using var client = new ExtranetClient(extranet);
            using var indented = await client.PostAsync(
                message.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }), (string?)message["messageId"]);
            await client.StatusOfAsync(ExtranetClient.Cancelled(callback));
        }

        await using var again = await ExtranetSimulator.StartAsync(Options);
        using var other = new ExtranetClient(again);

        again.Book.Messages.Select(kept => kept.Type).ShouldBe([MessageType.Requested, MessageType.Cancelled]);
        again.Book.Messages[0].Body.ShouldBe(message.ToJsonString());
        (await other.StatusOfAsync(message)).ShouldBe(409);
        again.Book.MessageCount.ShouldBe(2);
    }

    [Fact]
    public async Task File_OnASlowDisk_HoldsTheMessageBeforeAnyAnswer()
    {
        await using var extranet = await ExtranetSimulator.StartAsync(Options with { JournalDelay = TimeSpan.FromMilliseconds(300) });
        using var client = new ExtranetClient(extranet);
        var message = ExtranetClient.Requested();

        // The duplicate waits as well: a 409 says that the message is safe.
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            using var answer = await client.PostAsync(message);
            return ((int)answer.StatusCode, (await LinesAsync()).Count);
        }));

        answers.Order().ShouldBe([(202, 1), (409, 1)]);
    }

    [Fact]
    public async Task File_ManyAtOnce_HasTheBooksOrder()
    {
        await using var extranet = await ExtranetSimulator.StartAsync(Options);
        using var client = new ExtranetClient(extranet);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => client.StatusOfAsync(ExtranetClient.Requested())));

        var lines = await LinesAsync();
        lines.Count.ShouldBe(200);
        foreach (var (line, message) in lines.Zip(extranet.Book.Messages))
        {
            line.ShouldContain(message.MessageId);
        }
    }

    [Fact]
    public async Task File_WithAnUnfinishedLine_ForgetsThatLineOnly()
    {
        var message = ExtranetClient.Requested();
        await using (var extranet = await ExtranetSimulator.StartAsync(Options))
        {
            using var client = new ExtranetClient(extranet);
            await client.StatusOfAsync(message);
        }

        await File.AppendAllTextAsync(Options.JournalFile!, "{\"receivedAt\":\"2026-");

        await using (var again = await ExtranetSimulator.StartAsync(Options))
        {
            using var other = new ExtranetClient(again);
            again.Book.MessageCount.ShouldBe(1);
            (await other.StatusOfAsync(ExtranetClient.Requested())).ShouldBe(202);
        }

        await using var third = await ExtranetSimulator.StartAsync(Options);
        third.Book.Messages.Select(kept => kept.Sequence).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Clear_EmptiesTheFileToo()
    {
        await using var extranet = await ExtranetSimulator.StartAsync(Options);
        using var client = new ExtranetClient(extranet);
        await client.StatusOfAsync(ExtranetClient.Requested());

        await extranet.Book.ClearAsync();

        (await LinesAsync()).ShouldBeEmpty();
        await client.StatusOfAsync(ExtranetClient.Requested());
        (await LinesAsync()).Count.ShouldBe(1);
    }

    private async Task<IReadOnlyList<string>> LinesAsync()
    {
        await using var file = new FileStream(Options.JournalFile!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
