using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Api;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.LocalRun;
using MobileBackend.Simulators.Extranet;

const string Address = "http://127.0.0.1:5080";
const int ExtranetPort = 5090;

await using var extranet = await ExtranetSimulator.StartAsync(new ExtranetSimulatorOptions { Port = ExtranetPort });

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ApplicationName = typeof(Composition).Assembly.GetName().Name,
    ContentRootPath = AppContext.BaseDirectory,
    EnvironmentName = Environments.Development,
});
builder.Configuration.AddInMemoryCollection(
[
    new("Extranet:BaseUrl", extranet.BaseAddress.ToString()),
    new("Extranet:TokenEndpoint", extranet.TokenEndpoint.ToString()),
    new("Extranet:ClientId", "mobile-backend"),
    new("Extranet:ClientSecret", "extranet-development-secret"),
]);
builder.WebHost.UseUrls(Address);
builder.AddMobileBackend();
var app = builder.Build();
app.UseMobileBackend();
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<IDatabaseMigrator>().MigrateAsync(CancellationToken.None);
}

await app.StartAsync();
await Welcome.PrintAsync(app.Services, Address, extranet.BaseAddress);
await app.WaitForShutdownAsync();
