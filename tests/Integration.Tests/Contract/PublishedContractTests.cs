using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Contract;

public sealed class PublishedContractTests
{
    [Fact]
    public async Task OpenApi_AsEmitted_EqualsTheCommittedContract()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);

        var emitted = await api.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);

        var committed = await File.ReadAllTextAsync(Path.Combine(SolutionFolder.Find(), "openapi", "v1.json"), TestContext.Current.CancellationToken);
        emitted.Trim().ShouldBe(committed.Trim(), "publish it with: dotnet run -v q --project src/Api -- openapi > openapi/v1.json");
    }
}
