using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.Integration.Tests.Enrolments;
using MobileBackend.Integration.Tests.Persistence;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Programmes;

public sealed class ProgrammeVersionTests
{
    private const string Public = "/api/v1/programmes/tis";
    private const string Versions = "/api/v1/staff/programmes/tis/versions";

    /// <summary>Not as \u00e9, which would be three times as long.</summary>
    private static readonly JsonSerializerOptions AsItIsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly KeyValuePair<string, string?>[] OftenRefreshed = [new("Content:RefreshInterval", "00:00:00.050")];

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Version_FromUploadToRollBack_IsWhatPeopleBeginWithOnEveryReplica(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: OftenRefreshed);
        await using var other = await ApiHost.StartAsync(database, settings: OftenRefreshed);
        var editor = api.StaffClient("content-editor");
        var shippedTag = await TagAsync(api);
        api.Time.Advance(TimeSpan.FromSeconds(1));

        using (var uploaded = await editor.PostAsJsonAsync(Versions, Upload(2)))
        {
            uploaded.Headers.Location!.ToString().ShouldBe($"{Versions}/2");
            (await Task.FromResult(uploaded).ReadAsync(HttpStatusCode.Created)).ToJsonString().ShouldBe(
                """{"slug":"tis","version":2,"status":"draft","uploadedAt":"2026-11-23T08:00:01Z","uploadedBy":"staff-in-tests"}""");
        }

        (await StatusesAsync(editor)).ShouldBe([(2, "draft", "staff-in-tests"), (1, "published", "release")]);
        (await VersionAsync(api)).ShouldBe(1, "nobody begins with a draft");

        (await PublishAsync(editor, 2).ReadAsync(HttpStatusCode.OK))["status"]!.ToString().ShouldBe("published");
        await BothOfferAsync(2);
        (await TagAsync(api)).ShouldNotBe(shippedTag);
        (await StatusesAsync(editor)).ShouldBe([(2, "published", "staff-in-tests"), (1, "draft", "release")]);

        await PublishAsync(editor, 1).ReadAsync(HttpStatusCode.OK);
        await BothOfferAsync(1);
        (await TagAsync(api)).ShouldBe(shippedTag, "it is the same text again");
        (await StatusesAsync(editor)).ShouldBe([(2, "retired", "staff-in-tests"), (1, "published", "release")]);
        await PublishAsync(editor, 1).ReadAsync(HttpStatusCode.OK);

        var read = await editor.GetAsync($"{Versions}/2").ReadAsync(HttpStatusCode.OK);
        read["version"]!["status"]!.ToString().ShouldBe("retired");
        read["definition"]!.ToString().ShouldBe(ProgrammeTexts.Small(2));
        read["faults"]!.AsArray().ShouldBeEmpty();
        var trail = await api.StaffClient("administrator").GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK);
        trail["items"]!.AsArray().Select(entry => $"{entry!["actor"]} {entry["action"]} {entry["target"]}").ShouldBe(
            [
                "staff-in-tests programme-version-published tis/1", "staff-in-tests programme-version-published tis/2",
                "staff-in-tests programme-version-uploaded tis/2",
            ],
            ignoreOrder: true,
            "publishing what is published changes nothing");

        async Task BothOfferAsync(int version)
        {
            foreach (var replica in new[] { api, other })
            {
                await Eventually.TrueAsync(async () => await VersionAsync(replica) == version);
                (await replica.Http.GetAsync("/api/v1/programmes").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
                    .Select(item => ((string)item!["slug"]!, (int)item["version"]!)).ShouldBe([("jeanne", 1), ("tis", version)]);
            }
        }
    }

    /// <summary>An enrolment keeps its version, whoever published what since, on whichever replica and release.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Find_VersionsOfReleasesAndOfStaff_AreAllKnownToTheNextRelease(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await using var api = await ApiHost.StartAsync(database);
            await api.StaffClient("content-editor").PostAsJsonAsync(Versions, Upload(2)).ReadAsync(HttpStatusCode.Created);
            SolutionFolder.CopyContent(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "programmes", "tis.yaml"), ProgrammeTexts.Small(3));
            await using var next = await ApiHost.StartAsync(database, settings: [new("Content:Folder", folder)]);

            (await VersionAsync(next)).ShouldBe(3);
            (await VersionAsync(api)).ShouldBe(1);
            foreach (var replica in new[] { api, next })
            {
                (await TitleAsync(replica, 1)).ShouldBe("Tabac info service");
                (await TitleAsync(replica, 2)).ShouldBe("Version 2");
                (await TitleAsync(replica, 3)).ShouldBe("Version 3");
                (await TitleAsync(replica, 4)).ShouldBeNull();
                Catalogue(replica).Find(Tis(2)).ShouldBeSameAs(await Catalogue(replica).FindAsync(Tis(2), CancellationToken.None), "it is kept");
            }

            (await Catalogue(api).FindAsync(new ProgrammeVersionRef("nobody", 1), CancellationToken.None)).ShouldBeNull();
            (await next.StaffClient("content-editor").PostAsJsonAsync(Versions, Upload(3)).ReadAsync(HttpStatusCode.Conflict))["highestVersion"]!
            .ToString().ShouldBe("3");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// A release that no longer reads an old form: whoever is on the way goes on with the newest, and their every request does not read it again.
    /// </summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Find_WhatCannotBeRead_IsStoodInForAndReadOnceAMinute(DatabaseKind kind)
    {
        var logs = new CountingLogs("cannot be read by this release");
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(
            database, settings: [EnrolmentCalls.NoWorker], configure: services => services.AddLogging(logging => logging.AddProvider(logs)));
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync();
        await using (var context = database.Open())
        {
            context.ProgrammeVersions.Add(ProgrammeVersion.Upload(
                ProgrammeVersionId.From(Guid.CreateVersion7(ApiHost.Start)), Tis(2), 1, "form: old", "somebody", ApiHost.Start).Value);
            await context.SaveChangesAsync();
            await context.Enrolments.ExecuteUpdateAsync(update => update.SetProperty(known => known.Version, 2));
        }

        var first = await device.TodayAsync(enrolment);
        (await device.TodayAsync(enrolment)).ToJsonString().ShouldBe(first.ToJsonString());

        first["activities"]!.AsArray().ShouldNotBeEmpty();
        logs.Count.ShouldBe(1);
        api.Time.Advance(TimeSpan.FromMinutes(1));
        await device.TodayAsync(enrolment);
        await device.TodayAsync(enrolment);
        logs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Find_MoreVersionsThanAreKept_FindsEachAndKeepsTheLastUsed()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        var numbers = Enumerable.Range(2, ProgrammeCatalogue.MostKept + 2).ToList();
        foreach (var version in numbers)
        {
            await editor.PostAsJsonAsync(Versions, Upload(version)).ReadAsync(HttpStatusCode.Created);
        }

        foreach (var version in numbers)
        {
            (await TitleAsync(api, 2)).ShouldBe("Version 2");
            var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Catalogue(api).FindAsync(Tis(version), CancellationToken.None).AsTask()));
            together.Distinct().ShouldHaveSingleItem()!.Version.ShouldBe(version);
        }

        numbers.Where(version => Catalogue(api).Find(Tis(version)) is null).ShouldBe([3, 4], "all the others, and the one in use, are kept");
    }

    /// <summary>Staff publish under a number that a later release has for another text.</summary>
    [Fact]
    public async Task Release_WithANumberThatStaffPublished_LeavesTheirsInPlace()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await using (var api = await ApiHost.StartAsync(database))
            {
                var editor = api.StaffClient("content-editor");
                await editor.PostAsJsonAsync(Versions, Upload(2)).ReadAsync(HttpStatusCode.Created);
                await PublishAsync(editor, 2).ReadAsync(HttpStatusCode.OK);
            }

            SolutionFolder.CopyContent(folder);
            var text = ProgrammeTexts.Small(2).Replace("Version 2", "Celle de la livraison", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(folder, "programmes", "tis.yaml"), text);
            await using var next = await ApiHost.StartAsync(database, settings: [new("Content:Folder", folder)]);

            (await next.Http.GetAsync(Public).ReadAsync(HttpStatusCode.OK))["title"]!.ToString()
                .ShouldBe("Version 2", "published versions are known before the first answer");
            (await TitleAsync(next, 2)).ShouldBe("Version 2");

            // Whoever began with it goes on with it, also once something else is published.
            var author = next.StaffClient("content-editor");
            await author.PostAsJsonAsync(Versions, Upload(3)).ReadAsync(HttpStatusCode.Created);
            await PublishAsync(author, 3).ReadAsync(HttpStatusCode.OK);
            await Eventually.TrueAsync(async () => await VersionAsync(next) == 3);
            (await TitleAsync(next, 2)).ShouldBe("Version 2");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Upload_WithFaults_IsRefusedWithEachLineAndReasonAndNothingChanges(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        var unreadable = ProgrammeTexts.Small(2)
            .Replace("text: Notez., ", "", StringComparison.Ordinal)
            .Replace("minutes: 3, sources", "minutes: 3, colour: red, sources", StringComparison.Ordinal)
            .Replace("title: Le café,", "title: Le café, smell: good, taste: bitter,", StringComparison.Ordinal);
        var unreachable = ProgrammeTexts.Small(2)
            .Replace("days: 3, minutes", "days: 90, minutes", StringComparison.Ordinal)
            .Replace("body: Un message vous attend.", "body: Votre envie de fumer.", StringComparison.Ordinal)
            .Replace("days: 0..41, every", "days: 5..41, every", StringComparison.Ordinal);

        var first = await editor.PostAsJsonAsync(Versions, Upload(unreadable)).ReadAsync(HttpStatusCode.BadRequest);
        var second = await editor.PostAsJsonAsync(Versions, Upload(unreachable)).ReadAsync(HttpStatusCode.BadRequest);

        first["code"]!.ToString().ShouldBe("validation-failed");
        Errors(first).ShouldBe(
        [
            $"line {ProgrammeTexts.LineOf(unreadable, "colour")}: La clé « colour » n’est pas connue ici.",
            $"line {ProgrammeTexts.LineOf(unreadable, "key: daily")}: La clé « text » manque.",
            $"line {ProgrammeTexts.LineOf(unreadable, "smell")}: La clé « smell » n’est pas connue ici.",
            $"line {ProgrammeTexts.LineOf(unreadable, "smell")}: La clé « taste » n’est pas connue ici.",
        ]);
        Errors(second).Count.ShouldBe(3);
        Errors(second).ShouldContain(fault => fault.StartsWith(
            "definition: Le texte « Bonjour » des pushTexts ne peut pas se montrer sur un écran verrouillé. ", StringComparison.Ordinal));
        Errors(second).ShouldContain(fault => fault.StartsWith(
            "definition: Le jour 0 est vide pour une personne avec l’objectif « Explorer »", StringComparison.Ordinal));
        Errors(second).ShouldContain(
            $"line {ProgrammeTexts.LineOf(unreachable, "key: coffee")}: "
                + $"« coffee » ne vient jamais : ses jours ne tombent dans aucune phase d’un objectif auquel elle s’adresse.");
        editor.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        Errors(await editor.PostAsJsonAsync(Versions, Upload(unreadable)).ReadAsync(HttpStatusCode.BadRequest))
            .ShouldContain($"line {ProgrammeTexts.LineOf(unreadable, "colour")}: The key 'colour' is not known here.");
        (await StatusesAsync(editor)).ShouldBe([(1, "published", "release")]);
        (await VersionAsync(api)).ShouldBe(1);
        (await api.StaffClient("administrator").GetAsync("/api/v1/staff/audit-trail").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Upload_NumberThatIsNotHigher_IsAConflictAlsoForOneOfTwoAtOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");

        var refused = await editor.PostAsJsonAsync(Versions, Upload(1)).ReadAsync(HttpStatusCode.Conflict);
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => editor.PostAsJsonAsync(Versions, Upload(5))));

        refused["code"]!.ToString().ShouldBe("programme-version-not-higher");
        refused["detail"]!.ToString().ShouldBe(ProgrammeVersionErrors.NotHigher.Text.French);
        refused["highestVersion"]!.ToString().ShouldBe("1");
        atOnce.Select(answer => (int)answer.StatusCode).Order().ShouldBe([201, 409]);
        (await editor.PostAsJsonAsync(Versions, Upload(4)).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("programme-version-not-higher");
        await editor.PostAsJsonAsync(Versions, Upload(6)).ReadAsync(HttpStatusCode.Created);
    }

    /// <summary>Or nothing could be uploaded after it.</summary>
    [Fact]
    public async Task Upload_NumberThatIsFarTooHigh_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        using var english = api.StaffClient("content-editor");
        english.DefaultRequestHeaders.Add("Accept-Language", "en");

        var far = await editor.PostAsJsonAsync(Versions, Upload(102)).ReadAsync(HttpStatusCode.Conflict);
        var none = await editor.PostAsJsonAsync(Versions, Upload(10_001)).ReadAsync(HttpStatusCode.BadRequest);

        far["code"]!.ToString().ShouldBe("programme-version-too-high");
        far["highestVersion"]!.ToString().ShouldBe("1");
        far["detail"]!.ToString().ShouldContain("dépasse de plus de 100");
        (await english.PostAsJsonAsync(Versions, Upload(102)).ReadAsync(HttpStatusCode.Conflict))["detail"]!.ToString().ShouldContain("by more than 100");
        Errors(none).ShouldBe(["line 2: Un nombre entier de 1 à 10000 était attendu."]);
        await editor.PostAsJsonAsync(Versions, Upload(101)).ReadAsync(HttpStatusCode.Created);
        (await editor.PutAsJsonAsync($"{Versions}/1/successor", new { version = 10_001 }).ReadProblemAsync(HttpStatusCode.BadRequest))
            .ShouldBe("validation-failed");
    }

    [Fact]
    public async Task Upload_OfMoreAtOnceThanAreJudged_IsRefusedForAMoment()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        var text = await File.ReadAllTextAsync(Path.Combine(SolutionFolder.Find(), "content", "programmes", "tis.yaml"));

        // Again, where one was judged before the third came.
        HttpResponseMessage[] together = [];
        for (var round = 0; round < 10 && !together.Any(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable); round++)
        {
            together = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => editor.PostAsJsonAsync(Versions, Upload($"{text}\n# {round}.{number}"))));
        }

        together.Select(answer => answer.StatusCode).Distinct().Order().ShouldBe([HttpStatusCode.Conflict, HttpStatusCode.ServiceUnavailable]);
        var refused = together.First(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await Task.FromResult(refused).ReadProblemAsync(HttpStatusCode.ServiceUnavailable)).ShouldBe("overloaded");
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Publish_SeveralAtOnce_LeavesExactlyOnePublished(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: OftenRefreshed);
        var editor = api.StaffClient("content-editor");
        foreach (var version in new[] { 2, 3, 4 })
        {
            await editor.PostAsJsonAsync(Versions, Upload(version)).ReadAsync(HttpStatusCode.Created);
        }

        var answers = await Task.WhenAll(new[] { 2, 3, 4 }.Select(version => PublishAsync(editor, version)));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        var statuses = await StatusesAsync(editor);
        statuses.Select(version => version.Status).Order().ShouldBe(["draft", "published", "retired", "retired"]);
        var page = await editor.GetAsync($"{Versions}?limit=3").ReadAsync(HttpStatusCode.OK);
        page["items"]!.AsArray().Select(item => (int)item!["version"]!).ShouldBe([4, 3, 2]);
        (await editor.GetAsync($"{Versions}?cursor={page["nextCursor"]}").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Select(item => (int)item!["version"]!).ShouldBe([1]);
        await Eventually.TrueAsync(async () => await VersionAsync(api) == statuses.Single(version => version.Status == "published").Version);
    }

    /// <summary>It was right when it was uploaded, and what it refers to has gone since.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Publish_WhatHasFaultsByNow_IsRefusedAndThePublishedOneStays(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: OftenRefreshed);
        var editor = api.StaffClient("content-editor");
        await editor.PostAsJsonAsync(Versions, Upload(2)).ReadAsync(HttpStatusCode.Created);
        await PublishAsync(editor, 2).ReadAsync(HttpStatusCode.OK);
        var text = ProgrammeTexts.Small(3)
            .Replace("days: 3, minutes: 2 }", "days: 3, minutes: 2, leadsTo: { helpLine: closed } }", StringComparison.Ordinal);
        await using (var context = database.Open())
        {
            context.ProgrammeVersions.Add(ProgrammeVersion.Upload(
                ProgrammeVersionId.From(Guid.CreateVersion7(ApiHost.Start.AddSeconds(1))), Tis(3), 2, text, "somebody", ApiHost.Start).Value);
            await context.SaveChangesAsync();
        }

        var refused = await PublishAsync(editor, 3).ReadAsync(HttpStatusCode.Conflict);

        refused["code"]!.ToString().ShouldBe("programme-version-has-faults");
        Errors(refused).ShouldBe([$"line {ProgrammeTexts.LineOf(text, "key: coffee")}: « coffee » mène à « closed », qui n’existe pas."]);
        var faults = (await editor.GetAsync($"{Versions}/3").ReadAsync(HttpStatusCode.OK))["faults"]!.AsArray();
        ((int)faults.ShouldHaveSingleItem()!["line"]!).ShouldBe(ProgrammeTexts.LineOf(text, "key: coffee"));
        (await StatusesAsync(editor)).Select(version => version.Status).ShouldBe(["draft", "published", "draft"]);
        await Eventually.TrueAsync(async () => await VersionAsync(api) == 2);
    }

    [Fact]
    public async Task Versions_WhereThereAreNone_AreNotFound()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");

        (await editor.GetAsync("/api/v1/staff/programmes/nobody/versions").ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await editor.PostAsJsonAsync("/api/v1/staff/programmes/nobody/versions", Upload(2)).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await editor.GetAsync($"{Versions}/9").ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await PublishAsync(editor, 9).ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await editor.GetAsync($"{Versions}/99999999999").ReadProblemAsync(HttpStatusCode.NotFound)).ShouldBe("not-found");
        (await editor.GetAsync($"{Versions}?cursor=here").ReadProblemAsync(HttpStatusCode.BadRequest)).ShouldBe("validation-failed");
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("supervisor")]
    [InlineData("extranet")]
    public async Task Staff_WithoutTheRole_IsRefused(string role)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var staff = api.StaffClient(role);

        (await staff.GetAsync(Versions).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await staff.GetAsync($"{Versions}/1").ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await staff.PostAsJsonAsync(Versions, Upload(2)).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await PublishAsync(staff, 1).ReadProblemAsync(HttpStatusCode.Forbidden)).ShouldBe("forbidden");
        (await api.Http.GetAsync(Versions).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
        (await PublishAsync(api.Http, 1).ReadProblemAsync(HttpStatusCode.Unauthorized)).ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task Upload_WhatWouldBlowUp_IsRefusedWithItsLine()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        var bomb = "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 40).Select(number => $"a{number}: &a{number} [*a{number - 1}, *a{number - 1}]\n"));
        var brackets = "slug: tis\nversion: " + new string('[', 500_000);

        Errors(await editor.PostAsJsonAsync(Versions, Upload(bomb)).ReadAsync(HttpStatusCode.BadRequest))
            .ShouldBe(["line 1: Les ancres (&) ne sont pas acceptées : écrivez le texte partout où il en faut un."]);
        Errors(await editor.PostAsJsonAsync(Versions, Upload(brackets)).ReadAsync(HttpStatusCode.BadRequest)).ShouldHaveSingleItem()
            .ShouldStartWith("line 2: ");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Upload_OfTheGreatestLengthAndOfMore_IsTakenAndRefused(bool chunked)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var editor = api.StaffClient("content-editor");
        var text = ProgrammeTexts.Small(2) + "\n# ";

        (await PostAsync(text + new string('é', IDefinitionReader.Longest - text.Length)).ReadAsync(HttpStatusCode.Created))["version"]!.ToString()
            .ShouldBe("2");
        (await PostAsync(text + new string('a', IDefinitionReader.Longest - text.Length + 1)).ReadAsync(HttpStatusCode.BadRequest))[
            "errors"]!["definition"]![0]!.ToString()
            .ShouldStartWith("Ce texte ne peut pas dépasser");
        (await PostAsync(new string('a', 2 * 1024 * 1024)).ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge)).ShouldBe("too-large");

        async Task<HttpResponseMessage> PostAsync(string definition)
        {
            var json = JsonSerializer.Serialize(Upload(definition), AsItIsWritten);
            using var request = new HttpRequestMessage(HttpMethod.Post, Versions) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = chunked;
            return await editor.SendAsync(request);
        }
    }

    internal static async Task<int> VersionAsync(ApiHost api) => (int)(await api.Http.GetAsync(Public).ReadAsync(HttpStatusCode.OK))["version"]!;

    internal static JsonObject Upload(int version) => Upload(ProgrammeTexts.Small(version));

    internal static Task<HttpResponseMessage> PublishAsync(HttpClient editor, int version) => editor.PostAsync($"{Versions}/{version}/publication", null);

    internal static JsonObject Upload(string definition) => new() { ["definition"] = definition };

    internal static ProgrammeVersionRef Tis(int version) => new("tis", version);

    internal static IProgrammeCatalogue Catalogue(ApiHost api) => (IProgrammeCatalogue)api.Services.GetService(typeof(IProgrammeCatalogue))!;

    private static async Task<string?> TitleAsync(ApiHost api, int version) => (await Catalogue(api).FindAsync(Tis(version), CancellationToken.None))?.Title;

    private static async Task<string> TagAsync(ApiHost api)
    {
        using var answer = await api.Http.GetAsync(Public);
        return answer.Headers.ETag!.Tag;
    }

    private static async Task<IReadOnlyList<(int Version, string Status, string UploadedBy)>> StatusesAsync(HttpClient editor) =>
        [.. (await editor.GetAsync(Versions).ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Select(item => ((int)item!["version"]!, (string)item["status"]!, (string)item["uploadedBy"]!))];

    private static IReadOnlyList<string> Errors(JsonNode problem) =>
        [.. problem["errors"]!.AsObject().SelectMany(place => place.Value!.AsArray().Select(fault => $"{place.Key}: {fault}"))];

    /// <summary>Counts the messages with some words in them.</summary>
    private sealed class CountingLogs(string words) : ILoggerProvider, ILogger
    {
        private int _count;

        public int Count => _count;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).Contains(words, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _count);
            }
        }

        public void Dispose()
        {
            // It holds nothing.
        }
    }
}
