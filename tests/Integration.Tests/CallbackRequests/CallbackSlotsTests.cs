using System.Net;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.CallbackRequests;

public sealed class CallbackSlotsTests
{
    [Theory]
    [InlineData("fr", "Cette valeur doit être comprise entre 2000-01-01 et 2199-12-31.")]
    [InlineData("en", "This value must be between 2000-01-01 and 2199-12-31.")]
    public async Task Slots_FromADayOutOfReach_AreRefusedWithTheBoundsAsTheContractWritesDates(string language, string expected)
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/callback-slots?service=tis&from=1999-12-31")
        {
            Headers = { { "Accept-Language", language } },
        };

        var problem = await api.Http.SendAsync(request).ReadAsync(HttpStatusCode.BadRequest);

        problem["errors"]!["from"]!.AsArray().Select(text => (string)text!).ShouldBe([expected]);
    }
}
