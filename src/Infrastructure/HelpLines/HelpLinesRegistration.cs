using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.HelpLines;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.HelpLines;

internal static class HelpLinesRegistration
{
    public static IServiceCollection AddHelpLines(this IServiceCollection services) =>
        services.AddContent<IHelpLineCatalogue>((_, content) => new HelpLineCatalogue(content.PathOf("help-lines")));
}
