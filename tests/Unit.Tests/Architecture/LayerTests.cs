using System.Xml.Linq;
using MobileBackend.TestKit;
using Planted.Application.Apples;
using Planted.Domain.Pears;
using Planted.Infrastructure.Trees;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class LayerTests
{
    private const string Planted = "Planted";

    /// <summary>Where Infrastructure is entered: by the composition, and by the operator's commands that concern storage alone.</summary>
    private static readonly string[] InfrastructureEntries =
    [
        "MobileBackend.Infrastructure.DependencyInjection",
        "MobileBackend.Infrastructure.Jobs.IRetention",
        "MobileBackend.Infrastructure.Jobs.JobCount",
        "MobileBackend.Infrastructure.Persistence.IDatabaseMigrator",
        "MobileBackend.Infrastructure.Security.IReencryption",
        "MobileBackend.Infrastructure.Security.ReencryptedColumn",
    ];

    [Fact]
    public void ProjectFiles_OfEveryLayer_ReferenceTheLayerBelowAlone() =>
        ThisCode.Layers.SelectMany(layer => LayerRules.ProjectViolations(layer, ProjectOf(layer))).ShouldBeEmpty();

    [Fact]
    public void Types_OfEveryLayer_UseWhatTheirLayerMay()
    {
        var types = ThisCode.TypesOf(ThisCode.Layers);

        types.Count.ShouldBeGreaterThan(100, "the reader found too little");
        LayerRules.UseViolations(ThisCode.Root, types).ShouldBeEmpty();
    }

    [Fact]
    public void InfrastructureTypes_ButForItsEntries_AreInternal() =>
        LayerRules.PublicViolations(ThisCode.TypesOf("Infrastructure"), InfrastructureEntries).ShouldBeEmpty();

    [Theory]
    [InlineData("Domain", "<PackageReference Include='MediatR' />")]
    [InlineData("Domain", "<ProjectReference Include='../Application/Application.csproj' />")]
    [InlineData("Application", "<ProjectReference Include='../Infrastructure/Infrastructure.csproj' />")]
    [InlineData("Application", "<FrameworkReference Include='Microsoft.AspNetCore.App' />")]
    [InlineData("Application", "<PackageReference Include='Asp.Versioning.Mvc' />")]
    [InlineData("Infrastructure", "<ProjectReference Include='../Api/Api.csproj' />")]
    public void ProjectViolations_ForbiddenReference_IsNamed(string layer, string reference) =>
        LayerRules.ProjectViolations(layer, XDocument.Parse($"<Project><ItemGroup>{reference}</ItemGroup></Project>")).ShouldHaveSingleItem()
            .ShouldStartWith(layer);

    [Theory]
    [InlineData(typeof(PearOnTheWire), "Microsoft.EntityFrameworkCore.DbContext")]
    [InlineData(typeof(KnowsInfrastructure), "Planted.Infrastructure.Trees.ExposedTree")]
    [InlineData(typeof(KnowsHttp), "Microsoft.AspNetCore.Http.HttpContext")]
    [InlineData(typeof(KnowsVersions), "Asp.Versioning.ApiVersion")]
    [InlineData(typeof(KnowsTheMediator), "MediatR.IMediator")]
    [InlineData(typeof(KnowsTheMediatorWhileItWaits), "MediatR.IMediator")]
    public void UseViolations_TypeOfAnotherLayer_NamesUserAndUsed(Type planted, string used) =>
        LayerRules.UseViolations(Planted, [planted]).ShouldContain(violation => violation.StartsWith(
            $"{planted.FullName} uses {used}", StringComparison.Ordinal));

    [Fact]
    public void UseViolations_ControllerReadsTables_IsNamed() =>
        LayerRules.UseViolations(Planted, [typeof(Planted.Api.V1.Apples.ReadsTables)]).ShouldContain(violation => violation.Contains("reads no table"));

    [Theory]
    [InlineData(typeof(Pear))]
    [InlineData(typeof(KnowsTheDispatcher))]
    [InlineData(typeof(PickAppleHandler))]
    public void UseViolations_UsesWhatItMay_None(Type planted) => LayerRules.UseViolations(Planted, [planted]).ShouldBeEmpty();

    [Fact]
    public void PublicViolations_PublicTypeThatIsNoEntry_IsNamed() =>
        LayerRules.PublicViolations([typeof(ExposedTree), typeof(TreeEntry), typeof(Pear)], [typeof(TreeEntry).FullName!])
            .ShouldHaveSingleItem().ShouldStartWith(typeof(ExposedTree).FullName!);

    private static XDocument ProjectOf(string layer) => XDocument.Load(Path.Combine(SolutionFolder.Find(), "src", layer, $"{layer}.csproj"));
}
