using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class LicenceTests
{
    private static readonly ReviewedLicence[] NothingReviewed = [];

    private static string Reviewed => Path.Combine(SolutionFolder.Find(), "tests", "Unit.Tests", "Architecture", "reviewed-licences.txt");

    [Fact]
    public void RestoredPackages_OfEveryProject_HaveAnAllowedLicence()
    {
        var packages = LicencesOfRestoredPackages.Read(SolutionFolder.Find());

        packages.ShouldContain(package => package.Id == "Npgsql", "the reader found too little");
        packages.ShouldContain(package => package.Id == "Microsoft.EntityFrameworkCore.Design", "the reader missed what serves design time alone");
        LicenceCheck.Violations(packages, LicencesOfRestoredPackages.ReadReviewed(Reviewed)).ShouldBeEmpty();
    }

    [Fact]
    public void ReviewedLicences_Always_AreOfPackagesThatAreStillRestored()
    {
        var restored = LicencesOfRestoredPackages.Read(SolutionFolder.Find()).Select(package => (package.Id, package.Version)).ToHashSet();

        LicencesOfRestoredPackages.ReadReviewed(Reviewed).Where(review => !restored.Contains((review.Id, review.Version))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("GPL-3.0-only")]
    [InlineData("AGPL-3.0-or-later")]
    [InlineData("MIT AND GPL-2.0-only")]
    [InlineData("LGPL-2.1-only WITH Classpath-exception-2.0")]
    [InlineData("public-domain")]
    [InlineData("")]
    public void Violations_ExpressionNotAllowed_NamesThePackage(string expression) =>
        LicenceCheck.Violations([new RestoredPackage("Planted", "1.0.0", Expression: expression)], NothingReviewed).ShouldHaveSingleItem()
            .ShouldContain("Planted 1.0.0");

    [Theory]
    [InlineData("MIT")]
    [InlineData("Apache-2.0")]
    [InlineData("GPL-2.0-only OR MIT")]
    [InlineData("MIT AND BSD-3-Clause")]
    public void Violations_ExpressionAllowed_None(string expression) =>
        LicenceCheck.Violations([new RestoredPackage("Planted", "1.0.0", Expression: expression)], NothingReviewed).ShouldBeEmpty();

    [Theory]
    [InlineData("The MIT License\n\nPermission is hereby granted, free of\n charge, to any person obtaining a copy of this software", true)]
    [InlineData("GNU GENERAL PUBLIC LICENSE\nVersion 3", false)]
    [InlineData("Permission is hereby granted, free of charge, to any person obtaining a copy. Parts are under the GNU Lesser General Public License.", false)]
    [InlineData("You may use this software for evaluation.", false)]
    public void Violations_LicenceIsAText_RecognisesOnlyAllowedOnes(string text, bool allowed) =>
        LicenceCheck.Violations([new RestoredPackage("Planted", "1.0.0", Text: text)], NothingReviewed).Count.ShouldBe(allowed ? 0 : 1);

    [Fact]
    public void Violations_LicenceIsAnUnknownAddress_AsksForAReview() =>
        LicenceCheck.Violations([new RestoredPackage("Planted", "1.0.0", Url: "https://example.org/licence")], NothingReviewed)
            .ShouldHaveSingleItem().ShouldContain("https://example.org/licence");

    [Theory]
    [InlineData("1.0.0", "MIT", true)]
    [InlineData("1.0.0", LicenceCheck.PublicDomain, true)]
    [InlineData("1.0.0", "GPL-3.0-only", false)]
    [InlineData("0.9.0", "MIT", false)]
    public void Violations_LicenceWasReviewed_HoldsForThatVersionAndThatLicence(string version, string licence, bool allowed) =>
        LicenceCheck.Violations(
            [new RestoredPackage("Planted", "1.0.0", Url: "https://example.org/licence")],
            [new ReviewedLicence("Planted", version, licence, "https://example.org/licence")]).Count.ShouldBe(allowed ? 0 : 1);
}
