namespace MobileBackend.Api.Shutdown;

public static class ShutdownRegistration
{
    /// <exception cref="InvalidOperationException">A setting under <c>Shutdown</c> makes no sense.</exception>
    public static void AddApiShutdown(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = ShutdownOptions.Read(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = options.DrainDelay + options.Timeout;

            // Side by side: a request that hangs until the end must not cost the dispatcher the time in which it gives its leases back.
            host.ServicesStopConcurrently = true;
        });
    }

    /// <summary>Tells clients and proxies, with each answer given during the drain, not to use the connection again.</summary>
    public static void UseApiShutdown(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var drain = app.Services.GetRequiredService<Drain>();
        app.Use((context, next) =>
        {
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                context.Response.OnStarting(() =>
                {
                    if (drain.HasBegun)
                    {
                        context.Response.Headers.Connection = "close";
                    }

                    return Task.CompletedTask;
                });
            }

            return next(context);
        });
    }
}
