using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Api;
using MobileBackend.Api.CommandLine;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Security;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Security;

public sealed class ReencryptionTests
{
    private const string Calls = "/api/v1/callback-requests";

    private static readonly string Old = NewKey();
    private static readonly string New = NewKey();
    private static readonly string IndexOld = NewKey();
    private static readonly string IndexNew = NewKey();
    private static readonly string Signing = NewKey();

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Reencrypt_KeyAndIndexRotated_OlderKeysCanLeaveTheRing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        string device;
        await using (var before = await ApiHost.StartAsync(database, settings: Keys([("old", Old)], IndexOld, null)))
        {
            using var client = await before.RegisterDeviceAsync();
            device = client.DefaultRequestHeaders.Authorization!.Parameter!;
            await client.PatchAsJsonAsync("/api/v1/devices/me", new { pushToken = "address-of-the-phone" }).ReadAsync(HttpStatusCode.OK);
            await client.PostOnceAsync(Calls, CallbackBodies.Submit("0612345678"), "key-1").ReadAsync(HttpStatusCode.Created);
        }

        await using (var during = await ApiHost.StartAsync(database, settings: Keys([("new", New), ("old", Old)], IndexOld, IndexNew)))
        {
            var columns = await RunAsync(during);
            columns.Where(column => column.Resealed > 0).Select(column => column.Column).ShouldBe(
                ["callback_requests:contact", "devices:push_token", "idempotency_records:outcome", "inbox_messages:content", "outbox_messages:payload"],
                ignoreOrder: true);
            columns.ShouldAllBe(column => column.Unreadable == 0 && column.Current == 0);
            (await RunAsync(during)).ShouldAllBe(column => column.Resealed == 0);

            var (code, output) = await CommandLineAsync(database, Keys([("new", New), ("old", Old)], IndexOld, IndexNew), "reencrypt");
            code.ShouldBe(0);
            output.ShouldContain("callback_requests:contact: 0 re-encrypted, 1 current already, 0 unreadable");
            output.ShouldContain("phone index of open call backs: 1 computed anew");
        }

        await using var after = await ApiHost.StartAsync(database, settings: Keys([("new", New)], null, IndexNew));
        using var person = after.WithBearer(device);
        (await person.GetAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK))["pushToken"]!.ToString().ShouldBe("address-of-the-phone");
        (await person.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK))["data"]!["callbackRequests"]![0]!["phoneNumber"]!.ToString()
            .ShouldBe("+33612345678");
        (await person.PostAsJsonAsync(Calls, CallbackBodies.Submit("0612345678")).ReadProblemAsync(HttpStatusCode.Conflict)).ShouldBe("callback-already-open");
        using var replayed = await person.PostOnceAsync(Calls, CallbackBodies.Submit("0612345678"), "key-1");
        replayed.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task Reencrypt_ValueUnderAKeyThatIsGone_IsCountedAndLeftAlone()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using (var before = await ApiHost.StartAsync(database, settings: Keys([("old", Old)], IndexOld, null)))
        {
            using var client = await before.RegisterDeviceAsync();
            await client.PatchAsJsonAsync("/api/v1/devices/me", new { pushToken = "address" }).ReadAsync(HttpStatusCode.OK);
        }

        await using var after = await ApiHost.StartAsync(database, settings: Keys([("new", New)], IndexOld, null));

        (await RunAsync(after)).Single(column => column.Column == "devices:push_token").ShouldBe(new ReencryptedColumn("devices:push_token", 0, 0, 1));
    }

    [Fact]
    public async Task SealedColumns_OfTheModel_AllHaveARowId()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        await using var scope = api.CreateScope();

        var columns = Reencryption.SealedColumns(scope.ServiceProvider.GetRequiredService<AppDbContext>().Model).ToList();

        columns.Select(column => column.Name).ShouldContain("refresh_tokens:answer");
        columns.ShouldAllBe(column => column.Key == "id");
    }

    private static Task<List<ReencryptedColumn>> RunAsync(ApiHost api) =>
        api.WithServiceAsync(async (IReencryption reencryption) => await reencryption.RunAsync(CancellationToken.None).ToListAsync());

    private static async Task<(int Code, string Output)> CommandLineAsync(
        TestDatabase database, IEnumerable<KeyValuePair<string, string?>> settings, params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Composition).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddMobileBackend();
        var app = builder.Build();
        app.UseMobileBackend();
        await using var output = new StringWriter();
        var code = await OperatorCommands.RunAsync(app, args, new System.CommandLine.InvocationConfiguration { Output = output, Error = output });
        return (code, output.ToString());
    }

    private static IEnumerable<KeyValuePair<string, string?>> Keys((string Id, string Key)[] encryption, string? indexA, string? indexB) =>
    [
        .. encryption.SelectMany((key, index) => new KeyValuePair<string, string?>[] { new($"Encryption:Keys:{index}:Id", key.Id), new(
            $"Encryption:Keys:{index}:Key", key.Key) }),
        new("Encryption:IndexKeys:A", indexA), new("Encryption:IndexKeys:B", indexB),
        new("Signing:Keys:0:Id", "signing"), new("Signing:Keys:0:Key", Signing),
    ];

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
