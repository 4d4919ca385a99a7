using MobileBackend.Api;
using MobileBackend.Api.CommandLine;

var builder = WebApplication.CreateBuilder(args);
builder.AddMobileBackend();
var app = builder.Build();
app.UseMobileBackend();
return await OperatorCommands.RunAsync(app, args);

/// <summary>The service's program; named for tests and for `dev/LocalRun`, which start it in their own process.</summary>
public partial class Program;
