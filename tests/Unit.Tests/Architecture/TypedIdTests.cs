using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Infrastructure.Persistence;
using Planted.Domain.Ids;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class TypedIdTests
{
    [Fact]
    public void Ids_OfTheDomainAndWhatIsSentAndStored_SayWhatTheyAreTheIdOf()
    {
        var types = ThisCode.TypesOf("Domain")
            .Concat(ThisCode.TypesOf("Application").Where(type => IsSent(type)))
            .Concat(StoredTypes())
            .Distinct().ToList();

        types.ShouldContain(type => type.Name == "OutboxMessage", "the stored types were not found");
        TypedIdRules.Violations(types, TypedIdRules.ReadUntyped(ThisCode.Committed("untyped-ids.txt"))).ShouldBeEmpty();
    }

    [Fact]
    public void Types_OfEveryLayer_TakeNullForAnAbsentId() => TypedIdRules.EmptyGuidViolations(ThisCode.TypesOf(ThisCode.Layers)).ShouldBeEmpty();

    [Theory]
    [InlineData(typeof(NamesAGuid), "NamesAGuid.TreeId is a Guid")]
    [InlineData(typeof(NamesAnAbsentGuid), "NamesAnAbsentGuid.TreeId is a Guid")]
    [InlineData(typeof(HidesAGuid), "HidesAGuid.TreeId is a Guid")]
    [InlineData(typeof(IsBuiltOfAGuid), "IsBuiltOfAGuid.TreeId is a Guid")]
    [InlineData(typeof(FellTreeCommand), "FellTreeCommand.Id is a Guid")]
    public void Violations_IdIsAGuid_IsNamed(Type planted, string expected) =>
        TypedIdRules.Violations([planted], []).ShouldHaveSingleItem().ShouldStartWith(expected);

    [Fact]
    public void Violations_IdIsTyped_None() => TypedIdRules.Violations([typeof(NamesATree)], []).ShouldBeEmpty();

    [Fact]
    public void Violations_IdIsOnTheList_None() =>
        TypedIdRules.Violations([typeof(NamesAGuid)], [new UntypedId("NamesAGuid.TreeId", "planted")]).ShouldBeEmpty();

    [Fact]
    public void Violations_ListedIdIsTyped_AsksToTakeItOut() =>
        TypedIdRules.Violations([typeof(NamesATree)], [new UntypedId("NamesATree.TreeId", "planted")])
            .ShouldHaveSingleItem().ShouldStartWith("NamesATree.TreeId is no Guid any more");

    [Theory]
    [InlineData(typeof(TakesEmptyForAbsent))]
    [InlineData(typeof(TakesEmptyForAbsentWhileItWaits))]
    public void EmptyGuidViolations_BodyReadsIt_NamesTheType(Type planted) =>
        TypedIdRules.EmptyGuidViolations([planted]).ShouldHaveSingleItem().ShouldStartWith(planted.FullName!);

    [Fact]
    public void EmptyGuidViolations_BodyDoesNotReadIt_None() => TypedIdRules.EmptyGuidViolations([typeof(NamesAGuid), typeof(NamesATree)]).ShouldBeEmpty();

    private static bool IsSent(Type type) => Array.Exists(type.GetInterfaces(), face =>
        face.IsGenericType && (face.GetGenericTypeDefinition() == typeof(ICommand<>) || face.GetGenericTypeDefinition() == typeof(IQuery<>)));

    private static IEnumerable<Type> StoredTypes()
    {
        using var context = new SqliteAppDbContext(new DbContextOptionsBuilder<SqliteAppDbContext>().UseSqlite("Data Source=:memory:").Options);
        return [.. context.Model.GetEntityTypes().Select(entity => entity.ClrType)];
    }
}
