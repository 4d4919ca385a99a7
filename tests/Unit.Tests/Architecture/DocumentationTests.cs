using System.Xml.Linq;
using MobileBackend.Domain.Common;
using Planted.Infrastructure.Trees;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class DocumentationTests
{
    [Fact]
    public void WhatOthersBuildOn_Always_IsDocumented()
    {
        var types = ThisCode.TypesOf("Application").Where(type => type.Namespace!.StartsWith("MobileBackend.Application.Common", StringComparison.Ordinal))
            .Concat(ThisCode.TypesOf("Domain").Where(type => type.Namespace == "MobileBackend.Domain.Common" || type.IsAssignableTo(typeof(AggregateRoot))))
            .Where(type => !type.Name.EndsWith("Errors", StringComparison.Ordinal));

        DocumentationRule.Violations(types, ThisCode.Layers.Select(layer => XDocument.Load(Path.ChangeExtension(ThisCode.Layer(layer).Location, ".xml"))))
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("T:Planted.Infrastructure.Trees.ExposedTree", 0)]
    [InlineData("T:Planted.Infrastructure.Trees.TreeEntry", 1)]
    public void Violations_PublicType_NeedsAComment(string documented, int violations) =>
        DocumentationRule.Violations([typeof(ExposedTree)], [XDocument.Parse($"<doc><members><member name='{documented}' /></members></doc>")])
            .Count.ShouldBe(violations);
}
