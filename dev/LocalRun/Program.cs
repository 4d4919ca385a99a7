using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileBackend.Api;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.LocalRun;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Firebase;

const string Address = "http://127.0.0.1:5080";
const int ExtranetPort = 5090;
const int MessagesPort = 5091;
const int PhonesPort = 5092;

await using var extranet = await ExtranetSimulator.StartAsync(new ExtranetSimulatorOptions { Port = ExtranetPort });
await using var firebase = await FirebaseSimulator.StartAsync(new FirebaseSimulatorOptions { MessagesPort = MessagesPort, PagePort = PhonesPort });

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ApplicationName = typeof(Composition).Assembly.GetName().Name,
    ContentRootPath = AppContext.BaseDirectory,
    EnvironmentName = Environments.Development,
});

// Said again as an absolute path, so that the service and this program mean the same folder.
var data = DataFolder.Find(builder.Configuration);
var serviceAccount = Path.Combine(data, "firebase-service-account.json");
firebase.WriteServiceAccountFile(serviceAccount);
builder.Configuration.AddInMemoryCollection(
[
    new("DataFolder", data),
    new("Extranet:BaseUrl", extranet.BaseAddress.ToString()),
    new("Extranet:TokenEndpoint", extranet.TokenEndpoint.ToString()),
    new("Extranet:ClientId", "mobile-backend"),
    new("Extranet:ClientSecret", "extranet-development-secret"),
    new("Firebase:BaseUrl", firebase.BaseAddress.ToString()),
    new("Firebase:ServiceAccountFile", serviceAccount),
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
await Welcome.PrintAsync(app.Services, Address, extranet.BaseAddress, firebase.PageAddress);
await app.WaitForShutdownAsync();
