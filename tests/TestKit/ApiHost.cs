using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MobileBackend.Api;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Partners;
using MobileBackend.Infrastructure.Assessments;
using MobileBackend.Infrastructure.Content;
using MobileBackend.Infrastructure.HelpLines;
using MobileBackend.Infrastructure.Programmes;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Firebase;

namespace MobileBackend.TestKit;

/// <summary>
/// The service as it runs, on a real socket of 127.0.0.1 and a real database, with the simulators of its neighbours beside it. The clock stands
/// at <see cref="Start"/> and is moved by tests.
/// </summary>
public sealed class ApiHost : IAsyncDisposable
{
    private const string Issuer = "dotnet-user-jwts";
    private const string Audience = "http://127.0.0.1:5080";

    /// <summary>Read and judged once for all hosts with the usual content: it takes a second or two.</summary>
    private static readonly Lazy<ShippedProgrammes> UsualProgrammes = new(() =>
    {
        var content = new ContentOptions();
        return new ShippedProgrammes(
            content.PathOf("programmes"), new AssessmentCatalogue(content.PathOf("assessments"), showUncleared: true),
            new HelpLineCatalogue(content.PathOf("help-lines")));
    });

    private static readonly byte[] StaffKey = RandomNumberGenerator.GetBytes(32);

    private readonly WebApplication _app;
    private readonly string? _serviceAccountFile;

    private ApiHost(WebApplication app, FixedTimeProvider time, string? serviceAccountFile)
    {
        _app = app;
        _serviceAccountFile = serviceAccountFile;
        Time = time;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Monday 23 November 2026, 9:00 in Paris: the 39 89 is open, and it is campaign time.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The settings under which a service in Development believes <see cref="StaffToken"/>.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> StaffSettings { get; } =
    [
        new("Authentication:Schemes:Staff:ValidIssuer", Issuer),
        new("Authentication:Schemes:Staff:ValidAudiences:0", Audience),
        new("Authentication:Schemes:Staff:SigningKeys:0:Issuer", Issuer),
        new("Authentication:Schemes:Staff:SigningKeys:0:Value", Convert.ToBase64String(StaffKey)),
    ];

    public FixedTimeProvider Time { get; }

    public Uri Address { get; }

    /// <summary>A client without credentials.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="database">Where it keeps its data.</param>
    /// <param name="extranet">Where call backs go; null for nowhere.</param>
    /// <param name="settings">Settings on top.</param>
    /// <param name="environment">Development unless said otherwise.</param>
    /// <param name="configure">Last word on the services.</param>
    /// <param name="firebase">What pushes to phones; null for nothing. It checks instants: give it the clock of the host.</param>
    /// <param name="time">The clock; null for one of its own.</param>
    public static async Task<ApiHost> StartAsync(
        TestDatabase database,
        ExtranetSimulator? extranet = null,
        IEnumerable<KeyValuePair<string, string?>>? settings = null,
        string? environment = null,
        Action<IServiceCollection>? configure = null,
        FirebaseSimulator? firebase = null,
        FixedTimeProvider? time = null)
    {
        time ??= new FixedTimeProvider(Start);
        var serviceAccountFile = firebase is null
            ? null
            : Path.Combine(Path.GetTempPath(), $"service-account-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.json");
        firebase?.WriteServiceAccountFile(serviceAccountFile!);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Composition).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment ?? Environments.Development,
        });
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Configuration.AddInMemoryCollection(
        [
            new("RateLimiting:Scale", "1000000"),
            new("Shutdown:DrainDelay", "00:00:00"),
            new("Outbox:FirstRetry", "00:00:00.050"),
            new("Outbox:LongestRetry", "00:00:00.500"),
            new("Push:PollInterval", "00:00:00.050"),
            new("Extranet:BaseUrl", extranet?.BaseAddress.ToString()),
            new("Extranet:AccessToken", extranet is null ? null : "extranet-development-token"),
            .. StaffSettings,
        ]);
        if (firebase is not null)
        {
            builder.Configuration.AddInMemoryCollection(
            [
                new("Firebase:ServiceAccountFile", serviceAccountFile), new("Firebase:BaseUrl", firebase.BaseAddress.ToString()),
            ]);
        }

        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddMobileBackend();
        builder.Services.AddSingleton<TimeProvider>(time);
        if (environment is null && builder.Configuration.GetSection("Content") is var content && content["Folder"] is null
            && content["ShowUnclearedInstruments"] is null)
        {
            builder.Services.AddSingleton(UsualProgrammes.Value);
        }

        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseMobileBackend();
        await app.StartAsync();
        return new ApiHost(app, time, serviceAccountFile);
    }

    /// <summary>The settings without which the service does not start outside Development.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ProductionKeys()
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return
        [
            new("RateLimiting:Scale", "1"),
            new("Encryption:Keys:0:Id", "k1"), new("Encryption:Keys:0:Key", key), new("Encryption:IndexKeys:A", key),
            new("Signing:Keys:0:Id", "s1"), new("Signing:Keys:0:Key", key),
        ];
    }

    public AsyncServiceScope CreateScope() => _app.Services.CreateAsyncScope();

    /// <summary>Uses a service of the host, in a scope of its own.</summary>
    public async Task<T> WithServiceAsync<TService, T>(Func<TService, Task<T>> use)
        where TService : notnull
    {
        await using var scope = CreateScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>A client of a freshly registered device.</summary>
    public async Task<HttpClient> RegisterDeviceAsync(string app = "tis", string timeZone = "Europe/Paris", string platform = "android")
    {
        var answer = await Http.PostAsJsonAsync("/api/v1/devices", new { app, platform, locale = "fr-FR", timeZone });
        answer.EnsureSuccessStatusCode();
        var tokens = await answer.Content.ReadFromJsonAsync<JsonObject>();
        return WithBearer((string)tokens!["accessToken"]!);
    }

    /// <summary>Issues an API key and returns it.</summary>
    /// <param name="kind"><c>secret</c> or <c>publishable</c>.</param>
    /// <param name="scope">What it allows.</param>
    /// <param name="origins">Where a publishable key may be used.</param>
    public async Task<string> IssueKeyAsync(string kind, string scope, params string[] origins)
    {
        var command = new IssueApiKeyCommand(
            Enum.Parse<ApiKeyKind>(kind, ignoreCase: true),
            PartnerName.Parse("partner-in-tests"),
            [scope],
            [.. origins.Select(WebOrigin.Parse)],
            DailyQuota: null,
            DaySharePercent: null);
        return (await WithServiceAsync((IDispatcher dispatcher) => dispatcher.Send(command, CancellationToken.None))).Value.Key;
    }

    /// <summary>A client of a member of staff, or of the extranet, by role.</summary>
    public HttpClient StaffClient(params string[] roles) => WithBearer(StaffToken(roles));

    /// <summary>A token as `dotnet user-jwts` makes it.</summary>
    public static string StaffToken(params string[] roles) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        NotBefore = Start.UtcDateTime.AddDays(-10_000),
        IssuedAt = Start.UtcDateTime.AddDays(-10_000),
        Expires = Start.UtcDateTime.AddDays(10_000),
        Claims = new Dictionary<string, object> { ["sub"] = "staff-in-tests", ["role"] = roles },
        SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(StaffKey), SecurityAlgorithms.HmacSha256),
    });

    public HttpClient WithBearer(string token)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient WithHeader(string name, string value)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add(name, value);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_serviceAccountFile is not null)
        {
            File.Delete(_serviceAccountFile);
        }
    }
}

/// <summary>Reads answers as tests want them.</summary>
public static class HttpAnswers
{
    /// <summary>The JSON body, after checking the status.</summary>
    public static async Task<JsonNode> ReadAsync(this Task<HttpResponseMessage> answer, HttpStatusCode expected)
    {
        using var response = await answer;
        var body = await response.Content.ReadAsStringAsync();
        return response.StatusCode == expected
            ? JsonNode.Parse(body.Length == 0 ? "null" : body) ?? JsonValue.Create(string.Empty)
            : throw new InvalidOperationException($"Expected {(int)expected}, got {(int)response.StatusCode}: {body}");
    }

    /// <summary>The code of a problem document, after checking the status and the media type.</summary>
    public static async Task<string> ReadProblemAsync(this Task<HttpResponseMessage> answer, HttpStatusCode expected)
    {
        using var response = await answer;
        var body = await response.Content.ReadAsStringAsync();
        return response.StatusCode == expected && response.Content.Headers.ContentType?.MediaType is "application/problem+json"
            ? JsonDocument.Parse(body).RootElement.GetProperty("code").GetString()!
            : throw new InvalidOperationException($"Expected problem {(int)expected}, got {(int)response.StatusCode}: {body}");
    }
}
