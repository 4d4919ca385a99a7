using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using MobileBackend.Api;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Architecture;

public sealed class EndpointPolicyTests
{
    [Fact]
    public async Task Endpoints_OfTheService_HaveThePoliciesOfTheList()
    {
        var actual = EndpointPolicies.Describe(await EndpointsOfTheServiceAsync());

        actual.ShouldContain(line => line.StartsWith("POST /api/v{version:apiVersion}/callback-requests "), "the endpoints were not found");
        var differences = EndpointPolicies.Violations(actual, EndpointPolicies.Read(ThisCode.Committed("endpoint-policies.txt")));
        differences.ShouldBeEmpty(
            $"endpoint-policies.txt says who may call what. Add the lines with +, take out those with -, "
                + $"and have the change read:\n{string.Join('\n', differences)}\n");
    }

    [Fact]
    public void Describe_Endpoints_NamesMethodRouteAndPolicyInOrder()
    {
        var endpoints = (Endpoint[])
        [
            Planted("pears", ["GET", "PUT"], new AuthorizeAttribute("gardener")),
            Planted("apples", ["GET"], new AuthorizeAttribute("gardener"), new AllowAnonymousAttribute()),
        ];

        EndpointPolicies.Describe(endpoints).ShouldBe(["GET /apples anonymous", "GET /pears gardener", "PUT /pears gardener"]);
    }

    [Fact]
    public void Violations_EndpointWithoutAnyAttribute_IsNamed() =>
        Violations(Planted("pears", ["GET"]), "GET /pears gardener")
            .ShouldContain("GET /pears has no policy: give it [Authorize(Policies.X)] or [AllowAnonymous].");

    [Fact]
    public void Violations_AuthorizeWithoutAPolicy_IsNamed() =>
        Violations(Planted("pears", ["GET"], new AuthorizeAttribute())).ShouldHaveSingleItem().ShouldStartWith("GET /pears has no policy");

    [Fact]
    public void Violations_EndpointIsNotOnTheList_IsALineToAdd() =>
        Violations(Planted("pears", ["GET"], new AllowAnonymousAttribute())).ShouldBe(["+GET /pears anonymous"]);

    [Fact]
    public void Violations_PolicyChanged_IsALineToAddAndOneToTakeOut() =>
        Violations(Planted("pears", ["GET"], new AllowAnonymousAttribute()), "GET /pears gardener").ShouldBe(["+GET /pears anonymous", "-GET /pears gardener"]);

    [Fact]
    public void Violations_AsTheListSays_None() =>
        Violations(Planted("pears", ["GET"], new AuthorizeAttribute("gardener")), "GET /pears gardener").ShouldBeEmpty();

    /// <summary>As Program.cs puts them together; nothing is started.</summary>
    private static async Task<IReadOnlyList<Endpoint>> EndpointsOfTheServiceAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mobile-backend-endpoints-");
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                ApplicationName = typeof(Composition).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
                EnvironmentName = Environments.Development,
            });
            builder.Configuration.AddInMemoryCollection([new("DataFolder", folder.FullName)]);
            builder.AddMobileBackend();
            await using var app = builder.Build();
            app.UseMobileBackend();
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<string> Violations(Endpoint planted, params string[] committed) =>
        EndpointPolicies.Violations(EndpointPolicies.Describe([planted]), committed);

    private static RouteEndpoint Planted(string route, string[] methods, params object[] metadata) => new(
        _ => Task.CompletedTask,
        RoutePatternFactory.Parse(route),
        order: 0,
        new EndpointMetadataCollection([new HttpMethodMetadata(methods), .. metadata]),
        displayName: null);
}
